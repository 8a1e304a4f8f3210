<?xml version="1.0" encoding="UTF-8"?>
<!-- A document as it lies there: surfaces, zones and lines, with what was added, deleted and by which hand. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="source-document" as="element()*"
                select="$tei/TEI/sourceDoc | $tei/(sourceDoc | surface | surfaceGrp)"/>

  <!-- where an edited text stands there too, the document follows it, folded away -->
  <xsl:template name="document-beside-text" as="element()?">
    <xsl:if test="$text and $source-document">
      <details class="source-document">
        <summary>{f:label('source-document')}</summary>
        <xsl:apply-templates select="$source-document" mode="html"/>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sourceDoc | surfaceGrp" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="*" mode="html"/>
    </div>
  </xsl:template>

  <xsl:template match="surface" mode="html" as="element()">
    <section>
      <xsl:sequence select="f:source(.), @n ! f:data('n', .)"/>
      <xsl:if test="@n">
        <p class="made surface-name">
          <xsl:for-each select="@r:ref">
            <xsl:attribute name="id" select="."/>
          </xsl:for-each>
          <xsl:text>{f:label('page', map { 'n': string(@n) })}</xsl:text>
        </p>
      </xsl:if>
      <xsl:apply-templates select="*" mode="html"/>
    </section>
  </xsl:template>

  <xsl:template match="zone" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .), @rotate ! f:data('rotate', .)"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <!-- lines may stand in paragraphs of words that are written over others, so they are spans there -->
  <xsl:template match="line" mode="html" as="element()">
    <xsl:element name="{if (ancestor::line or ancestor::mod or ancestor::seg or ancestor::p) then 'span' else 'p'}">
      <xsl:sequence select="f:source(.), @n ! f:data('n', .), f:hand(.), .[@r:number] ! f:canonical(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- who wrote it, and at which time, where that is told -->
  <xsl:function name="f:hand" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@hand ! f:data('hand', replace(., '^.*#', '')), $element/@change ! f:data('change', replace(., '#', ''))"/>
  </xsl:function>

  <xsl:template match="addSpan | delSpan | damageSpan | transpose | substJoin | listTranspose | patch | path" mode="html" as="element()" priority="0.1">
    <span>
      <xsl:sequence select="f:source(.), f:hand(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
