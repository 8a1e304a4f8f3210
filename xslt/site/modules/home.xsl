<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: what the edition is, its articles as cards, a timeline and a map at a glance. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'home']" mode="main" as="element()*">
    <header class="title-block home">
      <h1>{$site?title}</h1>
      <xsl:if test="$site?subtitle">
        <p class="other-title">{$site?subtitle}</p>
      </xsl:if>
      <xsl:if test="$site?description">
        <p class="lead">{$site?description}</p>
      </xsl:if>
      <ul class="figures">
        <xsl:for-each select="?figures?*">
          <li>
            <a href="{u:page(?path)}">
<xsl:text>{f:count('count.' || ?key, ?count)}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </header>
    <xsl:call-template name="questions"/>
    <section id="articles" aria-labelledby="articles-head">
      <h2 id="articles-head">{f:label('section.articles')}</h2>
      <ul class="article-cards">
        <xsl:apply-templates select="?articles?*" mode="card"/>
      </ul>
      <xsl:sequence select="f:left-out(?missing?*)"/>
      <xsl:if test="?contents">
        <p class="more">
          <a href="{u:page(?contents)}">{f:label('contents.all')}</a>
        </p>
      </xsl:if>
    </section>
    <xsl:if test="exists(?years?*)">
      <section aria-labelledby="timeline-head">
        <h2 id="timeline-head">
          <a href="{u:page('chronology/index.html')}">{f:label('timeline')}</a>
        </h2>
        <xsl:sequence select="f:year-strip(?years?*, true())"/>
      </section>
    </xsl:if>
    <xsl:if test="exists(?map)">
      <section aria-labelledby="map-head">
        <h2 id="map-head">
          <a href="{u:page('places/index.html')}">{f:label('map')}</a>
        </h2>
        <xsl:sequence select="f:map(?map, true())"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- the first page invites with what is open: where the sources differ -->
  <xsl:template name="questions" as="element()?">
    <xsl:if test="exists(?questions?*)">
      <section aria-labelledby="questions-head">
        <h2 id="questions-head">{f:label('home.questions')}</h2>
        <ul class="questions">
          <xsl:for-each select="?questions?*">
            <li>
              <h3><a href="{u:page(?path)}">{f:question(.)}</a></h3>
              <p lang="{?lang}">{?text}</p>
              <xsl:if test="?count gt 0">
                <p class="meta">{f:count('home.told', ?count)}</p>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:question" as="xs:string">
    <xsl:param name="question" as="map(*)"/>
    <xsl:variable name="kind" as="xs:string" select="if ($question?kind = ('event', 'person')) then $question?kind else 'other'"/>
    <xsl:sequence select="f:label('home.question.' || $kind, map { 'name': $question?name })"/>
  </xsl:function>

  <xsl:template match=".[?part = 'article']" mode="card" as="element()">
    <li>
      <xsl:sequence select="f:dir(?title-lang)"/>
      <h3 lang="{?title-lang}">
        <a href="{u:page(?path)}">{?title}</a>
      </h3>
      <xsl:if test="?lead">
        <p class="first-sentence" lang="{?lead-lang}">{?lead}</p>
      </xsl:if>
      <p class="meta">{f:article-line(.)}</p>
      <xsl:if test="exists(?persons?*)">
        <p class="persons">
          <xsl:for-each select="?persons?*">
            <xsl:if test="position() gt 1">, </xsl:if>
            <a href="{u:page(?path)}">{?name}</a>
          </xsl:for-each>
        </p>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- which end of the words stands at their place, where it is another than that of all around -->
  <xsl:function name="f:anchor" as="attribute(text-anchor)?">
    <xsl:param name="anchor" as="xs:string?"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="$anchor ne $around">
      <xsl:attribute name="text-anchor" select="$anchor"/>
    </xsl:if>
  </xsl:function>

  <!-- Bars of years, drawn with attributes only; the numbers also stand in a table that everyone can read. -->
  <xsl:function name="f:year-strip" as="element()">
    <xsl:param name="years" as="map(*)*"/>
    <xsl:param name="linked" as="xs:boolean"/>
    <xsl:variable name="step" as="xs:double" select="720 div max((count($years), 12))"/>
    <figure class="years">
      <svg viewBox="0 0 720 92" role="img" aria-label="{f:label('years.caption')}" text-anchor="middle" xmlns="http://www.w3.org/2000/svg">
        <line x1="0" y1="70.5" x2="720" y2="70.5" class="axis"/>
        <xsl:for-each select="$years">
          <xsl:variable name="x" as="xs:double" select="(position() - 1) * $step"/>
          <xsl:if test="?count gt 0">
            <rect class="bar" x="{f:round($x + $step * 0.15)}" width="{f:round($step * 0.7)}" y="{f:round(70 - ?height)}" height="{f:round(?height)}">
              <title>{f:year(string(?year))}: {?count}</title>
            </rect>
          </xsl:if>
          <xsl:if test="?label">
            <text x="{f:round($x + $step div 2)}" y="86">
              <xsl:sequence select="f:anchor(('start'[$x + $step div 2 lt 14], 'end'[$x + $step div 2 gt 706]), 'middle')"/>
              <xsl:text>{f:year(string(?year))}</xsl:text>
            </text>
          </xsl:if>
        </xsl:for-each>
      </svg>
      <figcaption>
        <details>
          <summary>{f:label('years.table')}</summary>
          <ul>
            <xsl:for-each select="$years[?count gt 0]">
              <li>
                <xsl:choose>
                  <xsl:when test="$linked and ?value">
                    <a href="{u:date(?value)}">{f:year(string(?year))}</a>
                  </xsl:when>
                  <xsl:otherwise>{f:year(string(?year))}</xsl:otherwise>
                </xsl:choose>
                <xsl:text> ({f:number(?count)})</xsl:text>
              </li>
            </xsl:for-each>
          </ul>
        </details>
      </figcaption>
    </figure>
  </xsl:function>

  <!-- a span of years to be chosen; it needs a script, and stands behind the bars -->
  <xsl:function name="f:brush" as="element()?">
    <xsl:param name="years" as="map(*)*"/>
    <xsl:param name="more" as="element()*"/>
    <xsl:if test="count($years) gt 1">
      <form class="brush needs-script" aria-label="{f:label('brush')}" data-first="{$years[1]?year}" data-last="{$years[last()]?year}"
            data-all="{f:label('brush.all')}">
        <xsl:for-each select="'from', 'to'">
          <input type="range" min="{$years[1]?year}" max="{$years[last()]?year}" aria-label="{f:label('brush.' || .)}"
                 value="{if (. eq 'from') then $years[1]?year else $years[last()]?year}"/>
        </xsl:for-each>
        <output aria-live="polite"/>
        <xsl:sequence select="$more"/>
        <button type="reset">{f:label('brush.all')}</button>
      </form>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:round" as="xs:double">
    <xsl:param name="number" as="xs:double"/>
    <xsl:sequence select="round($number, 1)"/>
  </xsl:function>
</xsl:stylesheet>
