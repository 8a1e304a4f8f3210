<?xml version="1.0" encoding="UTF-8"?>
<!-- Alphabetical indexes with letters to jump to, other names folded below each entry, filter and sorting. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'index']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{f:label('section.' || ?folder)}</h1>
      <p class="other-title">{f:count('entries', ?count)}</p>
    </header>
    <xsl:if test="exists(?map)">
      <xsl:if test="exists(?years?*) and not($site?chronology-by-year)">
        <xsl:variable name="chronology" as="element()"><a href="{u:page('chronology/index.html')}">{f:label('brush.chronology')}</a></xsl:variable>
        <xsl:sequence select="f:year-strip(?years?*, true()), f:brush(?years?*, $chronology)"/>
      </xsl:if>
      <xsl:sequence select="f:map(?map, true())"/>
    </xsl:if>
    <form class="index-tools needs-script" role="search" aria-label="{f:label('filter')}">
      <label>{f:label('filter')} <input type="search" id="filter" autocomplete="off"/></label>
      <fieldset>
        <legend>{f:label('sort')}</legend>
        <label><input type="radio" name="sort" value="name" checked="checked"/>{f:label('sort.name')}</label>
        <label><input type="radio" name="sort" value="count"/>{f:label('sort.count')}</label>
      </fieldset>
      <output for="filter" aria-live="polite" data-one="{f:label('entries.one')}" data-many="{f:label('entries')}"/>
    </form>
    <nav class="letters" aria-label="{f:label('letters')}">
      <ul>
        <xsl:for-each select="?letters?*">
          <li><a href="#letter-{?id}">{f:letter(.)}</a></li>
        </xsl:for-each>
      </ul>
    </nav>
    <div class="index" id="index">
      <xsl:apply-templates select="?letters?*" mode="part"/>
    </div>
  </xsl:template>

  <xsl:template match=".[?part = 'letter']" mode="part" as="element()">
    <section aria-labelledby="letter-{?id}">
      <h2 id="letter-{?id}">{f:letter(.)}</h2>
      <ul>
        <xsl:apply-templates select="?entries?*" mode="part"/>
      </ul>
    </section>
  </xsl:template>

  <!-- names in the script of another language stand under one heading -->
  <xsl:function name="f:letter" as="xs:string">
    <xsl:param name="letter" as="map(*)"/>
    <xsl:sequence select="($letter?letter[. ne ''], f:label('letters.other'))[1]"/>
  </xsl:function>

  <xsl:template match=".[?part = 'entry']" mode="part" priority="2" as="element()">
    <li id="{?id}" data-count="{?count}">
      <a href="{u:page(?path)}">{?name}</a>
      <xsl:if test="f:dates(.)">
        <xsl:text> </xsl:text>
        <span class="dates">{f:dates(.)}</span>
      </xsl:if>
      <xsl:if test="string(?authors)">
        <xsl:text> </xsl:text>
        <span class="authors">{?authors}</span>
      </xsl:if>
      <xsl:text> </xsl:text>
      <span class="count" title="{f:count('mentions', ?count)}">{f:number(?count)}</span>
      <xsl:call-template name="other-names"/>
      <xsl:call-template name="first-line"/>
    </li>
  </xsl:template>

  <xsl:template name="other-names" as="item()*">
    <xsl:if test="exists(?variants?*)">
      <xsl:text> </xsl:text>
      <details class="variants">
        <summary>{f:count('names.others', array:size(?variants))}</summary>
        <xsl:sequence select="f:listed(?variants?*)"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- how the description begins -->
  <xsl:template name="first-line" as="item()*">
    <xsl:if test="string(?about)">
      <xsl:text> </xsl:text>
      <span class="about">
        <xsl:if test="string(?about-lang)">
          <xsl:attribute name="lang" select="?about-lang"/>
        </xsl:if>
        <xsl:text>{?about}</xsl:text>
      </span>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
