<?xml version="1.0" encoding="UTF-8"?>
<!-- What a page says of itself to browsers, search engines and reference managers. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- nothing but the site's own files, and pictures of pages from hosts that the settings name; no script or style inside a page; WebAssembly only for the index of the search -->
  <xsl:variable name="f:hosts" as="xs:string" select="string-join($page?hosts?* ! (' ' || .))"/>
  <xsl:variable name="f:policy" as="xs:string" select="
      'default-src ''none''; script-src ''self''' || (if ($site?has-index) then ' ''wasm-unsafe-eval''' else '') ||
      '; style-src ''self''; img-src ''self'' data:' || $f:hosts || '; font-src ''self''; connect-src ''self''' || $f:hosts ||
      '; base-uri ''none''; ' ||
      'form-action ''self''; object-src ''none'''"/>

  <!-- what tells a page apart from another that is called the same: a text's TEI, the texts of a group, a further page -->
  <xsl:variable name="f:apart" as="xs:string*" select="
      'TEI'[$page?kind = 'source'], f:label('section.articles')[$page?kind = 'article'][$f:title = $site?title],
      $page[?kind = 'entity'][$page?is-text or $f:title = $site?title] ! f:label('section.' || ?folder), $page[?kind = 'contents']?facet ! f:label('lists.' || .),
      f:label('contents.all')[$page?kind = 'groups'],
      ($page?pages, $page?mentions?pages)[. instance of array(*)]?*[?path = $page?path and ?number gt 1] ! f:number(?number)"/>

  <xsl:template name="head" as="element()*">
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="{$f:policy}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="referrer" content="no-referrer"/>
    <title>{string-join(distinct-values(($f:title, $f:apart, $site?title)), ' · ')}</title>
    <meta name="description" content="{f:description()}"/>
    <xsl:call-template name="addresses"/>
    <!-- the many small pages of the guidelines are looked up, not shared or cited -->
    <xsl:if test="not($page?kind = 'extra')">
      <xsl:call-template name="sharing"/>
      <xsl:call-template name="dublin-core"/>
    </xsl:if>
    <xsl:call-template name="assets"/>
    <xsl:if test="exists($page?citation)">
      <xsl:call-template name="citation-tags"/>
    </xsl:if>
    <xsl:call-template name="linked-data"/>
  </xsl:template>

  <!-- the kinds of pages that have maps, bars of years or the network to move in -->
  <xsl:variable name="f:drawn" as="xs:string+" select="'home', 'index', 'chronology', 'network', 'letters'"/>

  <xsl:template name="assets" as="element()*">
    <!-- not deferred: a page must not flash in other colours than the reader's -->
    <!-- a theme's own style sheet may set another typeface than ours -->
    <script src="{u:file('assets/theme.js')}">
      <xsl:if test="count($site?styles?*) eq 1">
        <xsl:attribute name="data-fonts"/>
      </xsl:if>
    </script>
    <xsl:for-each select="$site?styles?*, 'assets/witnesses.css'[$page?kind = 'article' and exists($f:witnesses)]">
      <link rel="stylesheet" href="{u:file(.)}"/>
    </xsl:for-each>
    <link rel="icon" type="image/png" href="{u:file('assets/icon.png')}"/>
    <xsl:for-each select="$site?scripts?*, 'assets/drawings.js'[$page?kind = $f:drawn], $page?scripts?*">
      <script defer="defer" src="{u:file(.)}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="addresses" as="element()*">
    <xsl:if test="u:canonical() and not($page?kind = 'not-found')">
      <link rel="canonical" href="{if ($page?kind = 'redirect') then u:absolute($site?prefix || $page?target) else u:canonical()}"/>
    </xsl:if>
    <xsl:if test="not($page?kind = ('redirect', 'not-found', 'source', 'extra'))">
      <xsl:for-each select="$site?languages?*[array:size($site?languages) gt 1]">
        <link rel="alternate" hreflang="{?lang}"
              href="{(u:absolute(?prefix || $page?path), u:other-language(?prefix))[1]}"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:if test="$page?tei">
      <link rel="alternate" type="application/tei+xml" href="{u:file($page?tei)}"/>
    </xsl:if>
    <link rel="alternate" type="application/atom+xml" title="{f:label('feed')}" href="{u:page('feed.xml')}"/>
    <xsl:if test="$page?kind = 'redirect'">
      <meta http-equiv="refresh" content="0; url={u:page($page?target)}"/>
    </xsl:if>
    <xsl:if test="$page?kind = ('redirect', 'not-found')">
      <meta name="robots" content="noindex"/>
    </xsl:if>
  </xsl:template>

  <!-- what a link to the page looks like where people share it -->
  <xsl:template name="sharing" as="element()*">
    <xsl:variable name="image" as="xs:string?" select="
        ($page?image, $site?image[. ne ''])[1] ! u:absolute($site?prefix || .)"/>
    <xsl:variable name="tags" as="map(*)*" select="
        map { 'name': 'title', 'value': ($f:title[. ne ''], $site?title)[1] },
        map { 'name': 'description', 'value': f:description() },
        map { 'name': 'type', 'value':
          if ($page?kind = 'article') then 'article' else if ($page[?kind = 'entity']?entity?kind = 'person') then 'profile' else 'website' },
        map { 'name': 'site_name', 'value': $site?title },
        map { 'name': 'locale', 'value': $site?lang },
        map { 'name': 'url', 'value': u:canonical() },
        map { 'name': 'image', 'value': $image }"/>
    <xsl:for-each select="$tags[string(?value) ne '']">
      <meta property="og:{?name}" content="{?value}"/>
    </xsl:for-each>
    <xsl:if test="$image">
      <meta property="og:image:width" content="1200"/>
      <meta property="og:image:height" content="630"/>
      <meta property="og:image:alt" content="{($f:title[. ne ''], $site?title)[1]}"/>
      <meta name="twitter:card" content="summary_large_image"/>
    </xsl:if>
  </xsl:template>

  <!-- what the page is in a sentence or two: its own words, else its title and what the edition says of itself -->
  <xsl:function name="f:description" as="xs:string">
    <xsl:variable name="text" as="xs:string" select="
        ($page?description[. ne ''], string-join(($f:title, $site?description)[. ne ''], '. '), $site?title)[. ne ''][1]"/>
    <xsl:sequence select="
        if (string-length($text) le 300) then $text else replace(substring($text, 1, 298), '\s+\S*$', '') || ' …'"/>
  </xsl:function>

  <xsl:template name="dublin-core" as="element()*">
    <meta name="DC.title" content="{($page?citation?title, $f:title)[1]}"/>
    <xsl:for-each select="distinct-values(($page?citation?authors?*?name, $site?editors?*)[. ne ''])">
      <meta name="{if (exists($page?citation)) then 'DC.creator' else 'DC.contributor'}" content="{.}"/>
    </xsl:for-each>
    <meta name="DC.language" content="{($page?lang, $site?lang)[1]}"/>
    <meta name="DC.type" content="Text"/>
    <xsl:if test="$site?publisher">
      <meta name="DC.publisher" content="{$site?publisher}"/>
    </xsl:if>
    <xsl:if test="$site?licence">
      <meta name="DC.rights" content="{$site?licence}"/>
    </xsl:if>
    <xsl:if test="u:canonical()">
      <meta name="DC.identifier" content="{u:canonical()}"/>
    </xsl:if>
    <xsl:if test="$page?citation?date">
      <meta name="DC.date" content="{$page?citation?date}"/>
    </xsl:if>
  </xsl:template>

  <!-- Highwire tags, which Google Scholar and Zotero read -->
  <xsl:template name="citation-tags" as="element()*">
    <xsl:variable name="citation" as="map(*)" select="$page?citation"/>
    <xsl:variable name="tags" as="map(*)*" select="
        map { 'name': 'title', 'value': $citation?title },
        $citation?authors?* ! map { 'name': 'author', 'value': ?name },
        map { 'name': 'publication_date', 'value': translate($citation?date, '-', '/') },
        map { 'name': 'publisher', 'value': $site?publisher },
        map { 'name': 'inbook_title', 'value': $site?title },
        map { 'name': 'language', 'value': $page?lang },
        map { 'name': 'doi', 'value': f:bare-doi() },
        map { 'name': 'public_url', 'value': u:canonical() },
        map { 'name': 'fulltext_html_url', 'value': u:canonical() },
        map { 'name': 'xml_url', 'value': u:absolute($page?tei) },
        map { 'name': 'keywords', 'value': string-join($page?keywords?*, '; ') }"/>
    <xsl:for-each select="$tags[string(?value) ne '']">
      <meta name="citation_{?name}" content="{?value}"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
