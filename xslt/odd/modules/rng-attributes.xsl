<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes: definitions in classes and elements, and references to those of classes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" xmlns="http://relaxng.org/ns/structure/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="xsl xs odd" expand-text="yes">

  <!-- the define of an attribute that a class gives -->
  <xsl:mode name="definition" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="attDef" mode="definition" as="element()">
    <define name="{ancestor::classSpec/@ident}.attribute.{translate(@ident, ':', '.')}">
      <xsl:apply-templates select="." mode="pattern"/>
    </define>
  </xsl:template>

  <xsl:template match="attDef" mode="reference" as="element()">
    <ref name="{ancestor::classSpec/@ident}.attribute.{translate(@ident, ':', '.')}"/>
  </xsl:template>

  <!-- the attributes of an element: whole classes where nothing of them is changed -->
  <xsl:template match="elementSpec/attList" mode="pattern" as="element()*">
    <xsl:apply-templates select="attRef, attList, attDef" mode="pattern"/>
  </xsl:template>

  <xsl:template match="attRef" mode="pattern" as="element()?">
    <xsl:variable name="class" as="xs:string" select="@class"/>
    <xsl:variable name="given" as="xs:string*" select="../attRef[@class = $class]/@name/string()"/>
    <xsl:variable name="whole" as="xs:boolean"
      select="every $name in key('spec', $class)/attList//attDef/@ident satisfies $name = $given"/>
    <xsl:choose>
      <xsl:when test="not($whole)">
        <ref name="{$class}.attribute.{translate(@name, ':', '.')}"/>
      </xsl:when>
      <xsl:when test="not(preceding-sibling::attRef/@class = $class)">
        <ref name="{$class}.attributes"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attList/attList[not(@org = 'choice')]" mode="pattern" as="element()">
    <group>
      <xsl:apply-templates select="*" mode="pattern"/>
    </group>
  </xsl:template>

  <xsl:template match="attList/attList[@org = 'choice']" mode="pattern" as="element()">
    <choice>
      <xsl:apply-templates select="*" mode="pattern"/>
    </choice>
  </xsl:template>

  <xsl:template match="attDef" mode="pattern" as="element()">
    <optional>
      <xsl:apply-templates select="." mode="bare"/>
    </optional>
  </xsl:template>

  <xsl:template match="attDef[@usage = 'req']" mode="pattern" as="element()">
    <xsl:apply-templates select="." mode="bare"/>
  </xsl:template>

  <xsl:template match="attDef" mode="bare" as="element()">
    <attribute name="{@ident}">
      <xsl:copy-of select="@ns"/>
      <xsl:where-populated>
        <a:documentation>{desc[not(@xml:lang) or @xml:lang = 'en'] ! normalize-space()}</a:documentation>
      </xsl:where-populated>
      <xsl:apply-templates select="." mode="value"/>
    </attribute>
  </xsl:template>

  <!-- the value of an attribute: a closed list stands for itself, open and half-open ones leave it to the data type -->
  <xsl:mode name="value" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="attDef" mode="value" as="element()">
    <xsl:variable name="single" as="element()">
      <xsl:apply-templates select="(valList[@type = 'closed'], datatype)[1]" mode="value"/>
    </xsl:variable>
    <xsl:sequence select="odd:occurring($single, datatype)"/>
  </xsl:template>

  <xsl:template match="attDef[not(datatype) and not(valList[@type = 'closed'])]" mode="value" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="valList" mode="value" as="element()">
    <xsl:apply-templates select="." mode="bare"/>
  </xsl:template>

  <xsl:template match="datatype" mode="value" as="element()">
    <xsl:apply-templates select="dataRef" mode="bare"/>
  </xsl:template>

  <!-- several values are a list between blanks -->
  <xsl:function name="odd:occurring" as="element()">
    <xsl:param name="value" as="element()"/>
    <xsl:param name="datatype" as="element()?"/>
    <xsl:variable name="min" as="xs:integer" select="xs:integer(($datatype/@minOccurs, 1)[1])"/>
    <xsl:variable name="max" as="xs:string" select="string(($datatype/@maxOccurs, 1)[1])"/>
    <xsl:choose>
      <xsl:when test="$min eq 1 and $max eq '1'">
        <xsl:sequence select="$value"/>
      </xsl:when>
      <xsl:otherwise>
        <list>
          <xsl:copy-of select="odd:repeat($value, $min, $max)"/>
        </list>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
