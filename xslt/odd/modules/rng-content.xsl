<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models: pure ODD to RELAX NG patterns. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xmlns="http://relaxng.org/ns/structure/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- a part of a content model with its occurrence -->
  <xsl:mode name="pattern" on-no-match="fail" on-multiple-match="fail"/>
  <!-- the same without its occurrence -->
  <xsl:mode name="bare" on-no-match="fail" on-multiple-match="fail"/>
  <!-- a reference to the define of a specification -->
  <xsl:mode name="reference" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" mode="reference" as="element()">
    <ref name="{@ident}"/>
  </xsl:template>

  <xsl:template match="content[*]" mode="pattern" as="element()*">
    <xsl:apply-templates select="*" mode="pattern"/>
  </xsl:template>

  <xsl:template match="content[not(*)]" mode="pattern" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="content/* | sequence/* | alternate/*" mode="pattern" as="element()*">
    <xsl:variable name="pattern" as="element()*">
      <xsl:apply-templates select="." mode="bare"/>
    </xsl:variable>
    <xsl:sequence select="odd:repeat($pattern, xs:integer((@minOccurs, 1)[1]), string((@maxOccurs, 1)[1]))"/>
  </xsl:template>

  <!-- a pattern that occurs so often; counts above one are written out -->
  <xsl:function name="odd:repeat" as="element()*">
    <xsl:param name="pattern" as="element()*"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$min gt 1">
        <xsl:sequence select="$pattern, odd:repeat($pattern, $min - 1,
          if ($max castable as xs:integer) then string(xs:integer($max) - 1) else $max)"/>
      </xsl:when>
      <xsl:when test="$max eq '1' and $min eq 1">
        <xsl:sequence select="$pattern"/>
      </xsl:when>
      <xsl:when test="$max castable as xs:integer">
        <xsl:sequence select="odd:upto($pattern, $min, xs:integer($max))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if ($min eq 0) then 'zeroOrMore' else 'oneOrMore'}" namespace="http://relaxng.org/ns/structure/1.0">
          <xsl:copy-of select="$pattern"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- from min to max times, nested so that the pattern stays deterministic -->
  <xsl:function name="odd:upto" as="element()*">
    <xsl:param name="pattern" as="element()*"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer"/>
    <xsl:variable name="rest" as="element()*" select="if ($max gt 1) then odd:upto($pattern, 0, $max - 1) else ()"/>
    <xsl:choose>
      <xsl:when test="$max le 0">
        <empty/>
      </xsl:when>
      <xsl:when test="$min eq 1">
        <xsl:sequence select="$pattern, $rest"/>
      </xsl:when>
      <xsl:otherwise>
        <optional>
          <xsl:copy-of select="$pattern, $rest"/>
        </optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="empty" mode="bare" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="textNode" mode="bare" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="elementRef | macroRef | classRef | dataRef[@key]" mode="bare" as="element()">
    <ref name="{@key}"/>
  </xsl:template>

  <!-- a class expanded in another way than as an alternative of its members -->
  <xsl:template match="classRef[@expand or @include or @except]" mode="bare" as="element()">
    <xsl:variable name="members" as="element()*" select="key('member', @key)[not(@ident = tokenize(current()/@except))]
      [empty(current()/@include) or @ident = tokenize(current()/@include)]"/>
    <xsl:variable name="expand" as="xs:string" select="(@expand, 'alternate')[1]"/>
    <xsl:element name="{if (starts-with($expand, 'sequence')) then 'group' else 'choice'}"
      namespace="http://relaxng.org/ns/structure/1.0">
      <xsl:sequence select="$members ! odd:repeat(odd:reference(.), if (contains($expand, 'Optional')) then 0 else 1,
        if (contains($expand, 'Repeatable')) then 'unbounded' else '1')"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="odd:reference" as="element()">
    <xsl:param name="spec" as="element()"/>
    <xsl:apply-templates select="$spec" mode="reference"/>
  </xsl:function>

  <xsl:template match="dataRef[@name]" mode="bare" as="element()">
    <data type="{@name}">
      <xsl:apply-templates select="@restriction, dataFacet" mode="bare"/>
    </data>
  </xsl:template>

  <xsl:template match="@restriction" mode="bare" as="element()">
    <param name="pattern">{.}</param>
  </xsl:template>

  <xsl:template match="dataFacet" mode="bare" as="element()">
    <param name="{@name}">{@value}</param>
  </xsl:template>

  <xsl:template match="valList" mode="bare" as="element()">
    <choice>
      <xsl:apply-templates select="valItem" mode="bare"/>
    </choice>
  </xsl:template>

  <xsl:template match="valItem" mode="bare" as="element()">
    <value>{@ident}</value>
  </xsl:template>

  <xsl:template match="alternate" mode="bare" as="element()">
    <choice>
      <xsl:apply-templates select="*" mode="pattern"/>
    </choice>
  </xsl:template>

  <xsl:template match="sequence" mode="bare" as="element()">
    <group>
      <xsl:apply-templates select="*" mode="pattern"/>
    </group>
  </xsl:template>

  <xsl:template match="sequence[@preserveOrder = 'false']" mode="bare" as="element()">
    <interleave>
      <xsl:apply-templates select="*" mode="pattern"/>
    </interleave>
  </xsl:template>
</xsl:stylesheet>
