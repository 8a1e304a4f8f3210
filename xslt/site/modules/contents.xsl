<?xml version="1.0" encoding="UTF-8"?>
<!-- What goes on over several pages: the articles of a large edition, the mentions of one who is named very often. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'contents']" mode="main" as="element()*">
    <header class="title-block">
      <xsl:if test="?facet">
        <p class="kicker">
          <a href="{u:page('contents/' || ?facet || '/index.html')}">{f:label('lists.' || ?facet)}</a>
        </p>
      </xsl:if>
      <h1>{if (?facet) then f:group-name(?facet, ?title) else f:label('contents.all')}</h1>
      <p class="other-title">
        <xsl:text>{f:count('articles.count', ?count)}</xsl:text>
        <xsl:for-each select="?entity[. ne '']">
          <xsl:text> · </xsl:text>
          <a href="{u:page(.)}">{f:label('lists.entry')}</a>
        </xsl:for-each>
      </p>
    </header>
    <xsl:sequence select="f:left-out(?missing?*), f:facets(?facets?*), f:pages(?pages?*)"/>
    <ol class="contents" start="{?start}">
      <xsl:apply-templates select="?articles?*" mode="part"/>
    </ol>
    <xsl:sequence select="f:pages(?pages?*)"/>
  </xsl:template>

  <!-- What texts are grouped by: the largest groups of each, and the way to all of them. -->
  <xsl:function name="f:facets" as="element()?">
    <xsl:param name="facets" as="map(*)*"/>
    <xsl:if test="exists($facets)">
      <dl class="facets">
        <xsl:for-each select="$facets">
          <xsl:variable name="facet" as="map(*)" select="."/>
          <dt><a href="{u:page(?path)}">{f:label('lists.' || ?facet)}</a></dt>
          <dd>
            <ul>
              <xsl:for-each select="?groups?*">
                <li><a href="{u:page(?path)}">{f:group-name($facet?facet, ?name)}</a><xsl:text> </xsl:text><small class="count">{f:number(?count)}</small></li>
              </xsl:for-each>
              <xsl:if test="?count gt array:size(?groups)">
                <li><a class="more" href="{u:page(?path)}">{f:label('lists.all', map { 'n': f:number(?count) })}</a></li>
              </xsl:if>
            </ul>
          </dd>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:group-name" as="xs:string">
    <xsl:param name="facet" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
        if ($name eq '') then f:label('lists.none')
        else if ($facet eq 'language') then f:label('language.' || $name)
        else if ($facet eq 'year') then f:year($name) else $name"/>
  </xsl:function>

  <xsl:function name="f:facet-pages" as="element()">
    <xsl:param name="facets" as="map(*)*"/>
    <xsl:param name="here" as="xs:string"/>
    <nav class="letters" aria-label="{f:label('lists.by')}">
      <ul>
        <xsl:for-each select="$facets">
          <li>
            <a href="{u:page(?path)}">
              <xsl:if test="?facet eq $here">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{f:label('lists.' || ?facet)}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:function>

  <!-- all groups of one facet -->
  <xsl:template match=".[?kind = 'groups']" mode="main" as="element()*">
    <xsl:variable name="facet" as="xs:string" select="?facet"/>
    <header class="title-block">
      <p class="kicker"><a href="{u:page('contents/index.html')}">{f:label('contents.all')}</a></p>
      <h1>{f:label('lists.' || $facet)}</h1>
    </header>
    <xsl:sequence select="f:facet-pages(?facets?*, $facet)"/>
    <ul class="groups">
      <xsl:for-each select="?groups?*">
        <li><a href="{u:page(?path)}">{f:group-name($facet, ?name)}</a><xsl:text> </xsl:text><small class="count">{f:number(?count)}</small></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match=".[?part = 'article']" mode="part" priority="2" as="element()">
    <li>
      <xsl:sequence select="f:dir(?title-lang)"/>
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
