<?xml version="1.0" encoding="UTF-8"?>
<!-- Every date of all articles in order, with its sentences, and the events of the register among them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'chronology']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="other-title">{f:count('dates', ?count)}</p>
    </header>
    <xsl:if test="exists(?bars?*)">
      <xsl:variable name="articles" as="element()">
        <select aria-label="{f:label('section.articles')}">
          <option value="">{f:label('section.articles')}</option>
          <xsl:for-each select="?articles?*"><option value="{?id}">{?title}</option></xsl:for-each>
        </select>
      </xsl:variable>
      <xsl:sequence select="f:year-strip(?bars?*, false()), f:brush(?bars?*, $articles)"/>
    </xsl:if>
    <nav class="letters" aria-label="{f:label('years.jump')}">
      <ul>
        <xsl:for-each select="?jump?*">
          <li>
            <a href="{if (?path) then u:page(?path) else '#y' || ?year}">
              <xsl:if test="?path = $page?path">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{f:year(?year)}</xsl:text>
            </a>
            <xsl:if test="?count">
              <small> {f:number(?count)}</small>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
    <div class="chronology">
      <xsl:apply-templates select="?years?*" mode="part"/>
    </div>
  </xsl:template>

  <xsl:template match=".[?part = 'year']" mode="part" as="element()">
    <section aria-labelledby="y{?year}">
      <h2 id="y{?year}">{f:year(?year)}</h2>
      <div class="months">
        <xsl:for-each select="?months?*">
          <xsl:if test="?value">
            <h3>{f:date(?value)}</h3>
          </xsl:if>
          <dl>
            <xsl:apply-templates select="?dates?*" mode="part"/>
          </dl>
        </xsl:for-each>
      </div>
    </section>
  </xsl:template>

  <xsl:template match=".[?part = 'date']" mode="part" priority="2" as="element()*">
    <dt id="d{?value}">
      <xsl:text>{f:date(?value)}</xsl:text>
      <xsl:if test="?article-count gt 1">
        <small class="several">{f:count('articles.several', ?article-count)}</small>
      </xsl:if>
    </dt>
    <xsl:apply-templates select="?events?*, ?sentences?*" mode="part"/>
  </xsl:template>

  <!-- an event of the register; marked where the articles tell of it differently -->
  <xsl:template match=".[?part = 'event']" mode="part" as="element()">
    <dd class="event">
      <a href="{u:page(?path)}">{?name}</a>
      <xsl:for-each select="?discrepancies?*">
        <p class="discrepancy" lang="{?lang}">
          <b lang="{$site?lang}">{f:label('note-type.discrepancy')}: </b>
          <xsl:text>{?text}</xsl:text>
          <xsl:sequence select="f:sources(?sources?*)"/>
        </p>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template match=".[?part = 'sentence']" mode="part" priority="2" as="element()">
    <dd lang="{?lang}">
      <xsl:text>{?before}</xsl:text>
      <a href="{u:page(?path, ?id)}">{?text}</a>
      <xsl:text>{?after}</xsl:text>
      <small lang="{?title-lang}"> — {?title}</small>
    </dd>
  </xsl:template>
</xsl:stylesheet>
