<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: skip link, header with navigation, main part, footer. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The header and the footer are the same on all pages of a folder: of a framed page the program puts them in their places. -->
  <xsl:template name="page" visibility="public" as="element()">
    <html lang="{$site?lang}" data-page="{$page?kind}">
      <head>
        <xsl:call-template name="head"/>
      </head>
      <body>
        <a class="skip" href="#main">{f:label('skip')}</a>
        <xsl:choose>
          <xsl:when test="$page?framed"><div data-slot="header"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="site-header"/></xsl:otherwise>
        </xsl:choose>
        <main id="main" tabindex="-1">
          <xsl:apply-templates select="$page" mode="main"/>
        </main>
        <xsl:choose>
          <xsl:when test="$page?framed"><div data-slot="footer"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="site-footer"/></xsl:otherwise>
        </xsl:choose>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="site-header" as="element()">
    <header class="site">
      <p class="site-title">
        <a href="{u:page('index.html')}">{$site?title}</a>
      </p>
      <nav aria-label="{f:label('navigation')}">
        <ul>
          <xsl:apply-templates select="$site?sections?*" mode="part"/>
        </ul>
      </nav>
      <div class="site-tools">
        <xsl:call-template name="find"/>
        <xsl:apply-templates select="$site?languages?*[not(?lang = $site?lang)][not($page?kind = ('source', 'extra')) or ?lang = $page?languages?*]" mode="part"/>
        <button type="button" class="theme needs-script">{f:label('theme.auto')}</button>
      </div>
    </header>
  </xsl:template>

  <!-- the search of every page; without a script it leads to the page that tells what else there is -->
  <xsl:template name="find" as="element()">
    <form class="find" role="search" action="{u:page('search/index.html')}" aria-label="{f:label('section.search')}">
      <xsl:if test="$site?has-index">
        <xsl:attribute name="data-bundle" select="u:page('pagefind/')"/>
      </xsl:if>
      <input type="search" name="q" autocomplete="off" aria-label="{f:label('section.search')}" placeholder="{f:label('section.search')}"/>
    </form>
  </xsl:template>

  <!-- an entry of the navigation -->
  <xsl:template match=".[?part = 'section']" mode="part" priority="2" as="element()">
    <li>
      <a href="{f:section(.)}">
        <xsl:if test="?path = $page?path or ?folder = $page?folder or ?file = $page?path">
          <xsl:attribute name="aria-current" select="if ($page?path = (?path, ?file)) then 'page' else 'true'"/>
        </xsl:if>
        <xsl:text>{f:label('section.' || ?key)}</xsl:text>
      </a>
    </li>
  </xsl:template>

  <!-- the guidelines may lie with another language -->
  <xsl:function name="f:section" as="xs:string">
    <xsl:param name="section" as="map(*)"/>
    <xsl:sequence select="($section?file ! u:file(.), $section?path ! u:page(.))[1]"/>
  </xsl:function>

  <!-- the same page in another language -->
  <xsl:template match=".[?part = 'language']" mode="part" as="element()">
    <a class="language" href="{u:other-language(?prefix)}" lang="{?lang}" hreflang="{?lang}" rel="alternate">{?name}</a>
  </xsl:template>

  <xsl:template name="site-footer" as="element()">
    <footer class="site">
      <p>
        <xsl:text>{string-join(($site?title, $site?publisher)[. ne ''], ' · ')}</xsl:text>
        <xsl:if test="$site?version">{' · ' || f:label('version', map { 'version': $site?version })}</xsl:if>
      </p>
      <p>
        <a href="{u:page('about.html')}">{f:label('section.about')}</a>
        <xsl:if test="$site?licence">
          <xsl:text> · </xsl:text>
          <xsl:sequence select="f:licence-link($site?licence)"/>
        </xsl:if>
        <xsl:text> · </xsl:text>
        <a href="{u:page('feed.xml')}">{f:label('feed')}</a>
      </p>
    </footer>
  </xsl:template>

  <xsl:function name="f:licence-link" as="element()">
    <xsl:param name="licence" as="xs:string"/>
    <a rel="license" href="{u:external($licence)}">{f:licence($licence)}</a>
  </xsl:function>

  <!-- a licence by its short name where it is one of the well-known ones -->
  <xsl:function name="f:licence" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*"
                  select="analyze-string($address, 'creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)')//*:group ! string()"/>
    <xsl:sequence select="
        if (exists($parts)) then 'CC ' || upper-case($parts[1]) || ' ' || $parts[2]
        else if (contains($address, 'publicdomain/zero')) then 'CC0 1.0'
        else replace($address, '^https?://', '')"/>
  </xsl:function>
</xsl:stylesheet>
