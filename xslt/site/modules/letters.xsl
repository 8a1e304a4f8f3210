<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: who wrote to whom, when and from where; the chain of a correspondence; the letters of a person. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="letter-way" as="element()?">
    <xsl:if test="exists($page?letter)">
      <dl class="letter-way">
        <xsl:sequence select="f:way('letter.from', $page?letter?senders?*), f:way('letter.to', $page?letter?receivers?*),
            f:way('letter.sent', ($page?letter?from?*, ($page?letter?date[. ne ''], $page?letter?date-value[. ne ''] ! f:date(.))[1] ! map { 'name': . })),
            f:way('letter.received', $page?letter?to?*)"/>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:way" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="parties" as="map(*)*"/>
    <xsl:if test="exists($parties)">
      <dt>{f:label($label)}</dt>
      <dd>
        <xsl:for-each select="$parties">
          <xsl:if test="position() gt 1">, </xsl:if>
          <xsl:choose>
            <xsl:when test="?path[. ne '']">
              <a href="{u:page(?path)}">{?name}</a>
            </xsl:when>
            <xsl:otherwise>
              <span>{?name}</span>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:function>

  <xsl:template name="letter-chain" as="element()?">
    <xsl:if test="exists(($page?letter-before, $page?letter-after))">
      <nav class="neighbours chain" aria-label="{f:label('section.letters')}">
        <xsl:for-each select="$page?letter-before">
          <a href="{u:page(?path)}">
            <small>{f:label('letter.previous')}</small>
            <span lang="{?lang}">{?title}</span>
          </a>
        </xsl:for-each>
        <xsl:for-each select="$page?letter-after">
          <a class="after" href="{u:page(?path)}">
            <small>{f:label('letter.next')}</small>
            <span lang="{?lang}">{?title}</span>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- letters from and to a person -->
  <xsl:template match=".[?part = 'letters']" mode="part" as="element()">
    <section class="letters-of">
      <h2>{f:label(?label, map { 'name': string($page?entity?name) })}</h2>
      <details>
        <xsl:if test="?count le 20">
          <xsl:attribute name="open" select="'open'"/>
        </xsl:if>
        <summary>{f:count('articles.count', ?count)}</summary>
        <ol>
          <xsl:for-each select="?letters?*">
            <li>
              <a href="{u:page(?path)}" lang="{?title-lang}">{?title}</a>
            </li>
          </xsl:for-each>
        </ol>
      </details>
    </section>
  </xsl:template>

  <!-- The calendar of all letters, or of a year. -->
  <xsl:template match=".[?kind = 'letters']" mode="main" as="element()*">
    <header class="title-block">
      <xsl:if test="not(ends-with(?path, 'index.html'))">
        <p class="kicker"><a href="{u:page('letters/index.html')}">{f:label('section.letters')}</a></p>
      </xsl:if>
      <h1>{f:label('letters.calendar')}</h1>
      <p class="other-title">{f:count('letters.count', ?count)}</p>
    </header>
    <nav class="letters" aria-label="{f:label('letters.years')}">
      <ul>
        <xsl:for-each select="?jump?*">
          <li>
            <a href="{if (?path) then u:page(?path) else '#year-' || ?year}" title="{f:count('letters.count', ?count)}">
              <xsl:if test="?path eq $page?path">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{f:year-of-letters(?year)}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
    <xsl:sequence select="?map ! f:map(., true())"/>
    <xsl:apply-templates select="?years?*" mode="part"/>
  </xsl:template>

  <xsl:function name="f:year-of-letters" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:sequence select="if ($year = ('', 'undated')) then f:label('letters.undated') else f:year($year)"/>
  </xsl:function>

  <xsl:template match=".[?part = 'year-of-letters']" mode="part" as="element()">
    <xsl:variable name="year" as="xs:string" select="?year"/>
    <section class="year-of-letters" aria-labelledby="year-{(?year[. ne ''], 'undated')[1]}">
      <h2 id="year-{(?year[. ne ''], 'undated')[1]}">{f:year-of-letters(?year)} <small>{f:number(?count)}</small></h2>
      <xsl:for-each select="?months?*">
        <div class="month">
          <xsl:if test="?month ne ''">
            <h3>{f:label('month.' || ?month)}</h3>
          </xsl:if>
          <xsl:sequence select="f:days(?days?*)"/>
          <ol>
            <xsl:apply-templates select="?letters?*" mode="part"/>
          </ol>
        </div>
      </xsl:for-each>
    </section>
  </xsl:template>

  <!-- the days of a month, week by week; those with letters lead to them -->
  <xsl:function name="f:days" as="element()?">
    <xsl:param name="days" as="map(*)*"/>
    <xsl:if test="exists($days)">
      <div class="days">
        <xsl:for-each select="$days">
          <xsl:choose>
            <xsl:when test="?count gt 0">
              <a href="#{?id}" title="{f:count('letters.count', ?count)}">{?day}</a>
            </xsl:when>
            <xsl:otherwise>
              <span aria-hidden="true">{?day[. gt 0]}</span>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:template match=".[?part = 'letter-of-month']" mode="part" as="element()">
    <li>
      <xsl:if test="?id ne ''">
        <xsl:attribute name="id" select="?id"/>
      </xsl:if>
      <span class="day">{?day[. gt 0]}</span>
      <div>
        <a href="{u:page(?path)}" lang="{?title-lang}">{?title}</a>
        <small class="meta">
          <xsl:text>{?date[. ne ''] ! (' ' || .)} </xsl:text>
          <xsl:for-each select="?from?*, ?to?*">
            <xsl:if test="position() gt 1"> → </xsl:if>
            <xsl:sequence select="f:entity-link(.)"/>
          </xsl:for-each>
        </small>
      </div>
    </li>
  </xsl:template>
</xsl:stylesheet>
