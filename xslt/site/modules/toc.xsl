<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of an article, from its headings. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="contents" as="element()?">
    <xsl:variable name="divisions" as="element()*" select="$text/(front | body | back)/div[not(@type = 'translation')]"/>
    <xsl:if test="count($divisions/descendant-or-self::div[head][f:anchor(.)]) gt 2">
      <nav class="toc" aria-labelledby="toc-head">
        <details open="open">
          <summary id="toc-head">{f:label('contents')}<span class="here"/></summary>
          <ol>
            <xsl:sequence select="f:dir(($text/@xml:lang, $page?lang, $tei/*/@xml:lang)[. ne ''][1])"/>
            <xsl:apply-templates select="$divisions" mode="toc"/>
          </ol>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- where an entry leads: the division, or its heading where the division bears no id -->
  <xsl:function name="f:anchor" as="attribute(id)?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="(f:id($division), $division/head[1] ! f:id(.))[1]"/>
  </xsl:function>

  <xsl:template match="div[head[f:words(.)]][f:anchor(.)]" mode="toc" as="element()">
    <xsl:variable name="translated" as="element(head)?" select="
        (key('translation', @xml:id)/head[1], key('translation', head[1]/@xml:id)[self::head])[1]"/>
    <li>
      <a href="#{f:anchor(.)}">
        <span>
          <xsl:if test="$translated">
            <xsl:attribute name="class" select="'original'"/>
          </xsl:if>
          <xsl:sequence select="head[1]/ancestor-or-self::*[@xml:lang][1][matches(@xml:lang, '^(ar|fa|he|ur|ps|yi|syr|ckb)(-|$)')] ! f:lang(.)"/>
          <xsl:text>{f:words(head[1])}</xsl:text>
        </span>
        <xsl:if test="$translated">
          <span class="translation" lang="{$translated/ancestor-or-self::*[@xml:lang][1]/@xml:lang}">{f:words($translated)}</span>
        </xsl:if>
      </a>
      <xsl:if test="descendant::div[head][count(ancestor::div) lt 4]">
        <ol>
          <xsl:apply-templates select="div" mode="toc"/>
        </ol>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="div[not(head[f:words(.)][1]) or not(f:anchor(.))]" mode="toc" as="element()*" priority="1">
    <xsl:apply-templates select="div" mode="toc"/>
  </xsl:template>

  <xsl:template match="p | head | note | list | table | lg | sp | text()" mode="toc" as="empty-sequence()"/>
</xsl:stylesheet>
