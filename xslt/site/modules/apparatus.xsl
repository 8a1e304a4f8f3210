<?xml version="1.0" encoding="UTF-8"?>
<!-- The persons, places and dates of an article, folded by kind. Each entry is also the card that a mention shows. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="apparatus" as="element()?">
    <xsl:if test="exists(($page?entity-lists?*, $page?dates?*))">
      <section class="apparatus" id="entities" aria-labelledby="entities-head">
        <h2 id="entities-head">{f:label('entities')}</h2>
        <xsl:apply-templates select="$page?entity-lists?*" mode="part"/>
        <xsl:call-template name="dates-of-article"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match=".[?part = 'entity-list']" mode="part" as="element()">
    <details>
      <summary data-kind="{?kind}">{f:label('section.' || ?section)} <span class="count">{f:number(count(?keys?*))}</span></summary>
      <ul class="cards">
        <xsl:apply-templates select="?keys?* ! $page?entities?(.)" mode="card"/>
      </ul>
    </details>
  </xsl:template>

  <xsl:template match="." mode="card" as="element()">
    <xsl:variable name="card" as="map(*)" select="."/>
    <li id="card-{?slug}" data-kind="{?kind}">
      <xsl:sequence select="f:data('geo', ?geo)"/>
      <a class="name" href="{u:page(?path)}">
        <xsl:text>{?name}</xsl:text>
      </a>
      <xsl:for-each select="f:dates(.)">
        <xsl:text> </xsl:text>
        <span class="dates">{.}</span>
      </xsl:for-each>
      <xsl:sequence select="f:entry-and-roles(.)"/>
      <xsl:if test="?text">
        <xsl:text> </xsl:text>
        <span class="about" lang="{?text-lang}">{?text}</span>
      </xsl:if>
      <xsl:sequence select="?portrait ! f:portrait(., $card?name)"/>
      <xsl:text> </xsl:text>
      <a class="count" href="#{encode-for-uri(?first)}">{f:count('mentions.here', ?count)}</a>
    </li>
  </xsl:template>

  <!-- the whole reference of a work; what a person was, and when -->
  <xsl:function name="f:entry-and-roles" as="node()*">
    <xsl:param name="card" as="map(*)"/>
    <xsl:if test="$card?entry">
      <xsl:text> </xsl:text>
      <span class="entry-of-work">{$card?entry}</span>
    </xsl:if>
    <xsl:for-each select="$card?roles?*">
      <xsl:text> </xsl:text>
      <span class="role">
        <xsl:sequence select="f:data('from', ?from), f:data('to', ?to)"/>
        <xsl:text>{?text}</xsl:text>
      </span>
    </xsl:for-each>
  </xsl:function>

  <xsl:template name="dates-of-article" as="element()?">
    <xsl:if test="exists($page?dates?*)">
      <details>
        <summary data-kind="date">{f:label('section.dates')} <span class="count">{f:number(count($page?dates?*))}</span></summary>
        <ul class="dates">
          <xsl:for-each select="$page?dates?*">
            <li>
              <a href="#{encode-for-uri(?first)}">{f:date(?value)}</a>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
