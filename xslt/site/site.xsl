<?xml version="1.0" encoding="UTF-8"?>
<!-- The site's stylesheet: a package, because a package must declare its modes, so that a misspelt one is an error. -->
<xsl:package name="https://edition.example/site" package-version="1.0" version="3.0" declared-modes="yes"
             xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <!-- a theme's files as JSON: modules by name, and templates that go before all others -->
  <xsl:param name="theme-files" as="xs:string" static="yes" select="'{&quot;modules&quot;: {}}'"/>
  <xsl:variable name="theme" as="map(*)" static="yes" select="parse-json($theme-files)"/>
  <xsl:variable name="theme-templates" as="xs:string" static="yes" select="string($theme('templates'))"/>

  <xsl:import href="modules.xsl"/>
  <xsl:include _href="{$theme-templates}" use-when="$theme-templates ne ''"/>

  <xsl:output method="html" html-version="5.0" encoding="UTF-8" indent="no" include-content-type="no"/>
  <xsl:output name="json" method="json" indent="no"/>

  <!-- main: what stands between a page's header and footer; html: TEI as HTML; parallel: an original with its
       translation; toc: entries of the contents; plain-text: the words alone; entry-below: an entry of the apparatus below its unit; described: a unit of a description in the header; copy: HTML once more,
       without ids; rest: parts of pages made from values,
       of which those that a page has by the hundred have a priority: they are asked for first -->
  <xsl:mode name="main" on-no-match="fail" on-multiple-match="fail" visibility="public"/>
  <xsl:mode name="html" on-no-match="fail" on-multiple-match="fail" visibility="public"/>
  <xsl:mode name="parallel" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="toc" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <xsl:mode name="plain-text" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <xsl:mode name="entry-below" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="described" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="copy" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="based-on" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="example" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="part" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="card" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="picture" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="json-ld" on-no-match="fail" on-multiple-match="fail"/>
</xsl:package>
