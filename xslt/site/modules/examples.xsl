<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples of markup (egXML): what the reader is shown is the markup itself. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xmlns:eg="http://www.tei-c.org/ns/Examples" exclude-result-prefixes="#all">

  <xsl:template match="eg:egXML" mode="html" as="element(code)">
    <code class="example">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="example"/>
    </code>
  </xsl:template>

  <xsl:template match="*" mode="example" as="text()*">
    <xsl:text>&lt;{name()}</xsl:text>
    <xsl:for-each select="@* except @r:*"> {name()}="{f:escaped(.) => replace('"', '&amp;quot;')}"</xsl:for-each>
    <xsl:text>{'/'[empty(current()/node())]}></xsl:text>
    <xsl:apply-templates mode="example"/>
    <xsl:text>{('&lt;/' || name() || '>')[exists(current()/node())]}</xsl:text>
  </xsl:template>

  <xsl:template match="text()" mode="example" as="text()?">
    <xsl:value-of select="f:escaped(.)"/>
  </xsl:template>

  <xsl:template match="comment()" mode="example" as="text()">&lt;!--{.}--></xsl:template>

  <xsl:template match="processing-instruction()" mode="example" as="text()">&lt;?{name()} {.}?></xsl:template>

  <xsl:function name="f:escaped" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;')"/>
  </xsl:function>
</xsl:stylesheet>
