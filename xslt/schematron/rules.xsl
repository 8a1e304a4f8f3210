<?xml version="1.0" encoding="UTF-8"?>
<!-- Patterns become modes, rules templates (the first that matches a node wins), assertions tests. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:line="https://edition.example/ns/lines"
                xmlns:out="https://edition.example/ns/xslt-alias"
                expand-text="yes">

  <xsl:template match="sch:pattern" mode="pattern" as="element()*">
    <!-- a node without a rule is passed through, and one with a rule too: rules below it must fire -->
    <out:mode name="{sch:mode-name(.)}" on-no-match="shallow-skip"/>
    <xsl:apply-templates select="sch:rule" mode="pattern"/>
  </xsl:template>

  <xsl:template match="sch:rule" mode="pattern" as="element()">
    <xsl:variable name="match" as="xs:string" select="if ($listed)
        then '.[. instance of node()][map:contains($' || sch:list-name(.) || ', generate-id(.))]' else string(@context)"/>
    <out:template match="{$match}" mode="{sch:mode-name(..)}" priority="{1000 - count(preceding-sibling::sch:rule)}"
                  xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:copy-of select="@line:*"/>
      <out:variable name="edition.at" select="."/>
      <xsl:apply-templates select="." mode="fired"/>
      <xsl:apply-templates select="../self::sch:pattern[@documents]/sch:let, sch:let" mode="variable"/>
      <xsl:choose>
        <xsl:when test="@visit-each">
          <out:for-each select="{@visit-each}">
            <xsl:apply-templates select="sch:assert, sch:report" mode="test"/>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="sch:assert, sch:report" mode="test"/>
        </xsl:otherwise>
      </xsl:choose>
      <out:apply-templates select="@*, node()" mode="#current"/>
    </out:template>
  </xsl:template>

  <!-- the nodes of a rule by their identity; looking one up costs the same however many there are -->
  <xsl:template match="sch:rule" mode="list" as="element()">
    <xsl:variable name="all" as="xs:string" select="if (starts-with(normalize-space(@context), '/'))
        then '(' || @context || ')' else '(/descendant-or-self::node()/(' || @context || '))'"/>
    <xsl:variable name="nodes" as="xs:string" select="if (../@documents) then '($edition.others?* ! ' || $all || ')' else $all"/>
    <out:variable name="{sch:list-name(.)}" select="map:merge({$nodes} ! map {{ generate-id(): true() }})"
                  xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:copy-of select="@line:*"/>
    </out:variable>
  </xsl:template>

  <xsl:function name="sch:list-name" as="xs:string">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:sequence select="'nodes-of-' || sch:mode-name($rule/..) || '-'
        || (count($rule/preceding-sibling::sch:rule) + 1)"/>
  </xsl:function>

  <xsl:template match="sch:let" mode="variable" as="element()">
    <out:variable name="{@name}">
      <xsl:copy-of select="@as, @line:*"/>
      <xsl:choose>
        <xsl:when test="@value">
          <!-- those of a pattern for other documents speak of the one that is being checked -->
          <xsl:attribute name="select" select="if (../@documents) then 'root($edition.at)/(' || @value || ')' else @value"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()" mode="data"/></xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <!-- what stands in a variable is a document, whatever it looks like: it is made anew, and none of it is run -->
  <xsl:template match="*" mode="data" as="element()">
    <out:element name="{name()}" namespace="{sch:literal(namespace-uri())}">
      <xsl:apply-templates select="@* except @line:*, node()" mode="data"/>
    </out:element>
  </xsl:template>

  <xsl:template match="@*" mode="data" as="element()">
    <out:attribute name="{name()}" namespace="{sch:literal(namespace-uri())}"><out:text>{.}</out:text></out:attribute>
  </xsl:template>

  <xsl:template match="text()" mode="data" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:function name="sch:literal" as="xs:string">
    <xsl:param name="text" as="xs:anyURI"/>
    <xsl:sequence select="replace($text, '([{{}}])', '$1$1')"/>
  </xsl:function>

  <xsl:template match="sch:assert" mode="test" as="element()">
    <xsl:sequence select="sch:guard(., 'not(' || @test || ')')"/>
  </xsl:template>

  <xsl:template match="sch:report" mode="test" as="element()">
    <xsl:sequence select="sch:guard(., @test)"/>
  </xsl:template>

  <xsl:function name="sch:guard" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="condition" as="xs:string"/>
    <xsl:variable name="test" as="element()">
      <out:if test="{$condition}">
        <xsl:copy-of select="$assertion/@line:*"/>
        <xsl:call-template name="finding">
          <xsl:with-param name="assertion" select="$assertion"/>
        </xsl:call-template>
      </out:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$guarded">
        <out:try>
          <xsl:sequence select="$test"/>
          <out:catch xmlns:err="http://www.w3.org/2005/xqt-errors">
            <broken id="{$assertion/@id}" where="{{sch:where($edition.at, $edition.at)}}" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
              <xsl:call-template name="document-of">
                <xsl:with-param name="assertion" select="$assertion"/>
              </xsl:call-template>
              <out:value-of select="$err:description"/>
            </broken>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$test"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
