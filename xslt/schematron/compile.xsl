<?xml version="1.0" encoding="UTF-8"?>
<!--
  Compile ISO Schematron to XSLT 3.0.

  In: a schema whose includes are resolved already (nothing is read from here). Out: a stylesheet that gives
  <findings> with one <finding> for each assertion that fails and each report that holds.
-->
<xsl:package version="3.0" name="https://edition.example/schematron/compile" package-version="1.0"
             xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
             xmlns:xs="http://www.w3.org/2001/XMLSchema"
             xmlns:sch="http://purl.oclc.org/dsdl/schematron"
             xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
             xmlns:out="https://edition.example/ns/xslt-alias"
             expand-text="yes">

  <xsl:include href="abstract.xsl"/>
  <xsl:include href="rules.xsl"/>
  <xsl:include href="messages.xsl"/>
  <xsl:include href="quickfix.xsl"/>
  <xsl:include href="changes.xsl"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" indent="yes"/>

  <!-- the phase to run: an id, #ALL or #DEFAULT -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <!-- the numbers of the patterns to compile together; none stands for all -->
  <xsl:param name="only" as="item()*" select="()"/>
  <!-- whether each test is guarded, so that one that breaks off is a finding of its own -->
  <xsl:param name="guarded" as="xs:boolean" select="false()"/>

  <!-- whether the patterns and the rules that were met are told, for a report in SVRL -->
  <xsl:param name="svrl" as="xs:boolean" select="false()"/>

  <!-- whether the quick fixes of a finding are worked out -->
  <xsl:param name="fixes" as="xs:boolean" select="false()"/>

  <!-- whether rules find their nodes by listing them first: for contexts that are no XSLT patterns -->
  <xsl:param name="listed" as="xs:boolean" select="false()"/>

  <xsl:mode on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="instantiate" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="variable" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="foreign" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="pattern" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="list" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="test" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="data" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="fired" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="message" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="/sch:schema" as="element()">
    <xsl:variable name="schema" as="element(sch:schema)">
      <xsl:apply-templates select="." mode="instantiate"/>
    </xsl:variable>
    <xsl:variable name="active" as="element(sch:pattern)*" select="sch:active-patterns($schema)"/>
    <xsl:variable name="chosen" as="element(sch:pattern)*"
                  select="if (exists($only)) then $active[position() = $only?* ! xs:integer(.)] else $active"/>
    <out:stylesheet version="3.0">
      <xsl:for-each select="$schema/sch:ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <out:output method="xml" indent="no"/>
      <xsl:apply-templates select="$schema/*" mode="foreign"/>
      <xsl:if test="$fixes">
        <xsl:call-template name="for-fixes"/>
      </xsl:if>
      <xsl:if test="$chosen/@documents">
        <xsl:call-template name="documents">
          <xsl:with-param name="patterns" select="$chosen[@documents]"/>
        </xsl:call-template>
      </xsl:if>
      <!-- the inner variable of a name hides the outer one -->
      <xsl:variable name="of-patterns" as="element(sch:let)*" select="$chosen[not(@documents)]/sch:let"/>
      <xsl:variable name="of-phase" as="element(sch:let)*" select="sch:phase($schema)/sch:let[not(@name = $of-patterns/@name)]"/>
      <xsl:apply-templates select="$schema/sch:let[not(@name = ($of-phase, $of-patterns)/@name)], $of-phase, $of-patterns" mode="variable"/>
      <xsl:if test="$listed">
        <xsl:apply-templates select="$chosen/sch:rule" mode="list"/>
      </xsl:if>
      <out:template match="/" mode="edition.findings">
        <findings>
          <xsl:for-each select="$chosen">
            <xsl:apply-templates select="." mode="fired"/>
            <xsl:variable name="begin" as="xs:string"
                          select="if (@documents) then 'distinct-values((' || @documents || ') ! string()) ! $edition.others(.)' else '.'"/>
            <out:apply-templates select="{$begin}{sch:phase($schema)/@from ! ('/(' || . || ')')}" mode="{sch:mode-name(.)}"/>
          </xsl:for-each>
        </findings>
      </out:template>
      <xsl:call-template name="where"/>
      <xsl:apply-templates select="$chosen" mode="pattern"/>
    </out:stylesheet>
  </xsl:template>

  <!-- the other documents that patterns name: first a list of their addresses is asked for, then they come as one bundle -->
  <xsl:template name="documents" as="element()*">
    <xsl:param name="patterns" as="element(sch:pattern)+"/>
    <out:param name="edition.documents" as="document-node()?" select="()"/>
    <out:variable name="edition.others" as="map(*)" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                  select="map:merge($edition.documents/*/* ! map {{ string(@uri): sch:as-document(.) }})"/>
    <out:variable name="edition.uris" as="map(*)" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                  select="map:merge(map:keys($edition.others) ! map {{ generate-id($edition.others(.)): . }})"/>
    <out:function name="sch:as-document" as="document-node()">
      <out:param name="holder" as="element()"/>
      <out:document><out:copy-of select="$holder/node()"/></out:document>
    </out:function>
    <out:template match="/" mode="edition.uris">
      <documents>
        <xsl:for-each select="$patterns">
          <out:for-each select="({@documents}) ! string()">
            <document><out:value-of select="."/></document>
          </out:for-each>
        </xsl:for-each>
      </documents>
    </out:template>
  </xsl:template>

  <!-- what fixes need: a node that no template of theirs matches is copied -->
  <xsl:template name="for-fixes" as="element()+">
    <out:mode on-no-match="shallow-copy"/>
    <xsl:apply-templates select="(. | sch:pattern | sqf:fixes)/xsl:template" mode="new"/>
    <xsl:call-template name="ways"/>
  </xsl:template>

  <!-- what of XSLT the schema may bring along -->
  <xsl:template match="xsl:function | xsl:key | xsl:variable | xsl:param | xsl:accumulator | xsl:decimal-format" mode="foreign" as="element()">
    <xsl:apply-templates select="." mode="new"/>
  </xsl:template>

  <xsl:function name="sch:phase" as="element(sch:phase)?">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="wanted" as="xs:string?"
                  select="if ($phase eq '#DEFAULT') then $schema/@defaultPhase else $phase"/>
    <xsl:sequence select="$schema/sch:phase[@id = $wanted][1]"/>
  </xsl:function>

  <xsl:function name="sch:active-patterns" as="element(sch:pattern)*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="phase" as="element(sch:phase)?" select="sch:phase($schema)"/>
    <xsl:sequence select="$schema/sch:pattern[empty($phase) or @id = $phase/sch:active/@pattern]"/>
  </xsl:function>

  <xsl:function name="sch:mode-name" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'pattern-' || (count($pattern/preceding-sibling::sch:pattern) + 1)"/>
  </xsl:function>
</xsl:package>
