<?xml version="1.0" encoding="UTF-8"?>
<!-- Abstract patterns become patterns with their parameters filled in; abstract rules go where they are extended. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                expand-text="yes">

  <xsl:template match="sch:pattern[@abstract = 'true'] | sch:rule[@abstract = 'true'] | sch:rules" mode="instantiate" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[@is-a]" mode="instantiate" as="element()">
    <xsl:variable name="abstract" as="element(sch:pattern)?"
                  select="root()//sch:pattern[@abstract = 'true'][@id = current()/@is-a]"/>
    <xsl:if test="empty($abstract)">
      <xsl:sequence select="error(xs:QName('sch:no-pattern'), 'there is no abstract pattern ' || @is-a)"/>
    </xsl:if>
    <xsl:copy>
      <xsl:copy-of select="@* except @is-a"/>
      <xsl:apply-templates select="$abstract/(@documents, @role), sch:let, $abstract/node(), root()/sch:schema/(sch:diagnostics | sch:properties | sqf:fixes)" mode="instantiate">
        <xsl:with-param name="values" as="map(xs:string, xs:string)" tunnel="yes"
                        select="map:merge((sch:param, $abstract/sch:param[not(@name = current()/sch:param/@name)])
                                ! map { string(@name): string(@value) })"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:param" mode="instantiate" as="empty-sequence()"/>

  <xsl:template match="@context | @test | @select | @value | @path | @subject | @documents | @visit-each | @flag | @role" mode="instantiate" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" select="map {}" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="sch:fill(., $values)"/>
  </xsl:template>

  <xsl:template match="sqf:fix//@*" mode="instantiate" priority="1" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" select="map {}" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="sch:fill(., $values)"/>
  </xsl:template>

  <!-- the standard speaks of attributes only, but its first implementation filled messages, and authors rely on it -->
  <xsl:template match="(sch:assert | sch:report | sch:diagnostic | sch:property | sqf:fix)//text()" mode="instantiate" as="text()?">
    <xsl:param name="values" as="map(xs:string, xs:string)" select="map {}" tunnel="yes"/>
    <xsl:value-of select="sch:fill(., $values)"/>
  </xsl:template>

  <xsl:template match="sch:extends[@rule]" mode="instantiate" as="node()*">
    <xsl:variable name="rule" as="element(sch:rule)?"
                  select="(ancestor::sch:pattern//sch:rule, root()//sch:rules/sch:rule)[@abstract = 'true'][@id = current()/@rule][1]"/>
    <xsl:if test="empty($rule)">
      <xsl:sequence select="error(xs:QName('sch:no-rule'), 'there is no abstract rule ' || @rule
                            || (if (root()//sch:rule[@abstract = 'true'][@id = current()/@rule])
                                then ' in the same pattern, where the standard wants it, nor in &lt;rules&gt;' else ''))"/>
    </xsl:if>
    <xsl:apply-templates select="$rule/node()" mode="instantiate"/>
  </xsl:template>

  <!-- $name of a parameter becomes its value; longer names first, so that $a does not eat $ab -->
  <xsl:function name="sch:fill" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$text" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <!-- a full stop may belong to the name, or end the sentence -->
          <xsl:variable name="bare" as="xs:string" select="replace(regex-group(1), '[.\-]+$', '')"/>
          <xsl:sequence select="if (map:contains($values, regex-group(1))) then $values(regex-group(1))
                                else if (map:contains($values, $bare)) then $values($bare) || substring-after(., $bare)
                                else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>
</xsl:stylesheet>
