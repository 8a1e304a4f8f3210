<?xml version="1.0" encoding="UTF-8"?>
<!-- A plain reading page of a TEI document: what a build of the site is told beside, where nobody else's stylesheet is
     at hand. -->
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">
  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <xsl:template match="/">
    <html lang="{TEI/@xml:lang}">
      <head>
        <title><xsl:value-of select="//titleStmt/title[1]"/></title>
      </head>
      <body>
        <h1><xsl:value-of select="//titleStmt/title[1]"/></h1>
        <xsl:apply-templates select="//text"/>
        <xsl:for-each-group select="//text//(persName | placeName | orgName | rs)" group-by="@ref, @key">
          <xsl:sort select="current-grouping-key()"/>
          <p><xsl:value-of select="current-grouping-key(), count(current-group())"/></p>
        </xsl:for-each-group>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="div">
    <section><xsl:apply-templates/></section>
  </xsl:template>
  <xsl:template match="head">
    <h2><xsl:apply-templates/></h2>
  </xsl:template>
  <xsl:template match="p | l | item">
    <p><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="persName | placeName | orgName | rs | date">
    <a href="{(@ref, @key, @when)[1]}"><xsl:apply-templates/></a>
  </xsl:template>
  <xsl:template match="note">
    <small><xsl:apply-templates/></small>
  </xsl:template>
  <xsl:template match="lb">
    <br/>
  </xsl:template>
</xsl:stylesheet>
