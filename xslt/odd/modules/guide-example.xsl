<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples: markup shown as text, names and values marked. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:eg="http://www.tei-c.org/ns/Examples"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="example" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="eg:egXML[not(ancestor::eg:egXML)]" mode="example" as="element()">
    <!-- the indentation of the ODD around an example is not part of it -->
    <xsl:variable name="indent" as="xs:string" select="string(replace(text()[1], '^.*\n', '', 's')[not(normalize-space())])"/>
    <pre class="example"><code><xsl:apply-templates mode="example">
      <xsl:with-param name="indent" select="$indent" tunnel="yes"/>
    </xsl:apply-templates></code></pre>
  </xsl:template>

  <xsl:template match="*[parent::*][not(self::eg:egXML[not(ancestor::eg:egXML)])]" mode="example" as="node()+">
    <xsl:text>&lt;</xsl:text>
    <b>{name()}</b>
    <xsl:apply-templates select="@*" mode="example"/>
    <xsl:text>{if (node()) then '>' else '/>'}</xsl:text>
    <xsl:apply-templates select="node()" mode="example"/>
    <xsl:apply-templates select=".[node()]" mode="end-tag"/>
  </xsl:template>

  <xsl:mode name="end-tag" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="end-tag" as="node()+">
    <xsl:text>&lt;/</xsl:text>
    <b>{name()}</b>
    <xsl:text>&gt;</xsl:text>
  </xsl:template>

  <xsl:template match="comment()" mode="example" as="text()">
    <xsl:value-of select="'&lt;!--' || . || '-->'"/>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="example" as="text()?"/>

  <xsl:template match="@*" mode="example" as="node()+">
    <xsl:text> </xsl:text>
    <i>{name()}</i>
    <xsl:text>="</xsl:text>
    <span class="val">{.}</span>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <xsl:template match="text()" mode="example" as="text()?">
    <xsl:param name="indent" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="lines" as="xs:string" select="replace(., '\n' || $indent, '&#10;')"/>
    <xsl:value-of select="$lines => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;')"/>
  </xsl:template>

  <xsl:template match="eg:egXML/text()[not(normalize-space())]" mode="example" as="text()?" priority="1"/>
</xsl:stylesheet>
