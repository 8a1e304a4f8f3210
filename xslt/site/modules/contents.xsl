<?xml version="1.0" encoding="UTF-8"?>
<!-- What goes on over several pages: the articles of a large edition, the mentions of one who is named very often. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'contents']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{f:label('contents.all')}</h1>
      <p class="other-title">{f:count('articles.count', ?count)}</p>
    </header>
    <xsl:sequence select="f:left-out(?missing?*), f:pages(?pages?*)"/>
    <ol class="contents" start="{?start}">
      <xsl:apply-templates select="?articles?*" mode="part"/>
    </ol>
    <xsl:sequence select="f:pages(?pages?*)"/>
  </xsl:template>

  <xsl:template match=".[?part = 'article']" mode="part" as="element()">
    <li>
      <a href="{u:page(?path)}" lang="{?title-lang}">{?title}</a>
      <xsl:text> </xsl:text>
      <small class="meta">{f:article-line(.)}</small>
    </li>
  </xsl:template>

  <!-- articles that could not be made, by their ids -->
  <xsl:function name="f:left-out" as="element()?">
    <xsl:param name="ids" as="xs:string*"/>
    <xsl:if test="exists($ids)">
      <p class="remark">{f:label('missing.articles')}: {string-join($ids, ', ')}</p>
    </xsl:if>
  </xsl:function>

  <!-- who wrote it, when, in which language, how long it is -->
  <xsl:function name="f:article-line" as="xs:string">
    <xsl:param name="article" as="map(*)"/>
    <xsl:sequence select="string-join((
        string-join($article?authors?*, ', '), $article?year, f:label('language.' || $article?lang),
        f:count('words', $article?words))[. ne ''], ' · ')"/>
  </xsl:function>

  <!-- further mentions of one that is mentioned very often -->
  <xsl:template match=".[?kind = 'mentions']" mode="main" as="element()">
    <article class="entity">
      <header class="title-block">
        <p class="kicker">
          <a href="{u:page(?folder || '/index.html')}">{f:label('section.' || ?folder)}</a>
        </p>
        <h1>
          <a href="{u:page(?first)}">{?name}</a>
        </h1>
      </header>
      <xsl:apply-templates select="?mentions" mode="part"/>
    </article>
  </xsl:template>

  <!-- The pages of something long: the one before, each by its number (or its years), the one after. -->
  <xsl:function name="f:pages" as="element()?">
    <xsl:param name="pages" as="map(*)*"/>
    <xsl:variable name="here" as="xs:integer?" select="index-of($pages?path, $page?path)"/>
    <xsl:if test="count($pages) gt 1">
      <nav class="pages letters" aria-label="{f:label('pages')}">
        <ul>
          <xsl:for-each select="$pages[position() eq $here - 1]">
            <li>
              <a rel="prev" href="{u:page(?path)}">‹ {f:label('previous')}</a>
            </li>
          </xsl:for-each>
          <xsl:for-each select="$pages">
            <li>
              <a href="{u:page(?path)}">
                <xsl:if test="position() eq $here">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:text>{(?years[. ne ''], f:number(?number))[1]}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
          <xsl:for-each select="$pages[position() eq $here + 1]">
            <li>
              <a rel="next" href="{u:page(?path)}">{f:label('next')} ›</a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
