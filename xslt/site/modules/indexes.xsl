<?xml version="1.0" encoding="UTF-8"?>
<!-- Alphabetical indexes with letters to jump to, cross references from other names, filter and sorting. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'index']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{f:label('section.' || ?folder)}</h1>
      <p class="other-title">{f:count('entries', ?count)}</p>
    </header>
    <xsl:if test="exists(?map)">
      <xsl:sequence select="f:map(?map, true())"/>
    </xsl:if>
    <form class="index-tools" hidden="hidden" role="search" aria-label="{f:label('filter')}">
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
          <li><a href="#letter-{?id}">{?letter}</a></li>
        </xsl:for-each>
      </ul>
    </nav>
    <div class="index" id="index">
      <xsl:apply-templates select="?letters?*" mode="part"/>
    </div>
  </xsl:template>

  <xsl:template match=".[?part = 'letter']" mode="part" as="element()">
    <section aria-labelledby="letter-{?id}">
      <h2 id="letter-{?id}">{?letter}</h2>
      <ul>
        <xsl:apply-templates select="?entries?*" mode="part"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match=".[?part = 'entry']" mode="part" as="element()">
    <li id="{?id}" data-count="{?count}">
      <a href="{u:page(?path)}">{?name}</a>
      <xsl:if test="f:dates(.)">
        <xsl:text> </xsl:text>
        <span class="dates">{f:dates(.)}</span>
      </xsl:if>
      <xsl:if test="?about">
        <xsl:text> </xsl:text>
        <span class="about">{?about}</span>
      </xsl:if>
      <xsl:text> </xsl:text>
      <span class="count" title="{f:count('mentions', ?count)}">{f:number(?count)}</span>
    </li>
  </xsl:template>

  <!-- Nerimanof → Neriman Nerimanov -->
  <xsl:template match=".[?part = 'variant']" mode="part" as="element()">
    <li class="variant">
      <span>{?name}</span>
      <xsl:text> → </xsl:text>
      <a href="{u:page(?path)}">{?target}</a>
    </li>
  </xsl:template>
</xsl:stylesheet>
