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
    <div id="search" data-bundle="{u:page('pagefind/')}" data-none="{f:label('search.none')}" data-found="{f:label('search.found')}"
         data-more="{f:label('search.more')}" data-filter-article="{f:label('section.articles')}" data-filter-kind="{f:label('search.kind')}"
         data-filter-person="{f:label('section.persons')}" data-filter-place="{f:label('section.places')}" data-failed="{f:label('search.failed')}">
      <form role="search" hidden="hidden">
        <label for="query">{f:label('search.words')}</label>
        <input type="search" id="query" name="q" autocomplete="off"/>
        <button type="submit">{f:label('section.search')}</button>
        <div class="filters"/>
      </form>
      <p class="status" role="status" aria-live="polite"/>
      <ol class="hits"/>
    </div>
    <div class="instead" id="instead">
      <p class="prose">{f:label('search.instead')}</p>
      <ul class="ways">
        <xsl:for-each select="$site?sections?*[?folder]">
          <li><a href="{u:page(?path)}">{f:label('section.' || ?key)}</a></li>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:template>
</xsl:stylesheet>
