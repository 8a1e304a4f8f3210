<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page; without script, or opened from the file system, it says what to use instead. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'search']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
    </header>
    <div id="search" data-none="{f:label('search.none')}" data-found="{f:label('search.found')}" data-more="{f:label('search.more')}"
         data-failed="{f:label('search.failed')}">
      <form role="search" aria-label="{f:label('search.words')}" class="needs-script">
        <label for="query">{f:label('search.words')}</label>
        <input type="search" id="query" name="q" autocomplete="off"/>
        <button type="submit">{f:label('section.search')}</button>
        <xsl:call-template name="filters"/>
      </form>
      <p class="status" role="status" aria-live="polite"/>
      <ul class="named"/>
      <ol class="hits"/>
    </div>
    <div class="instead no-script" id="instead">
      <p class="prose">{f:label('search.instead')}</p>
      <ul class="ways">
        <xsl:for-each select="$site?sections?*[?folder]">
          <li><a href="{u:page(?path)}">{f:label('section.' || ?key)}</a></li>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:template>

  <xsl:template name="filters" as="element()">
    <div class="filters">
      <label>
        <xsl:text>{f:label('section.articles')}</xsl:text>
        <select id="in-article"><option value="">{f:label('search.any')}</option></select>
      </label>
      <label>
        <xsl:text>{f:label('search.from')}</xsl:text>
        <input type="number" id="from-year" inputmode="numeric"/>
      </label>
      <label>
        <xsl:text>{f:label('search.to')}</xsl:text>
        <input type="number" id="to-year" inputmode="numeric"/>
      </label>
    </div>
  </xsl:template>
</xsl:stylesheet>
