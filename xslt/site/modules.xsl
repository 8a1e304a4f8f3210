<?xml version="1.0" encoding="UTF-8"?>
<!-- What the site's stylesheet is made of. A theme's file stands in the place of the module of its name. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../lib/parameters.xsl"/>
  <xsl:include href="../lib/functions.xsl"/>
  <xsl:include href="../lib/labels.xsl"/>
  <xsl:include href="../lib/urls.xsl"/>
  <xsl:include href="../lib/dates.xsl"/>

  <xsl:include _href="{($theme('modules')('page'), 'modules/page.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('head'), 'modules/head.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('json-ld'), 'modules/json-ld.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('article'), 'modules/article.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('apparatus'), 'modules/apparatus.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('cite'), 'modules/cite.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('cite-data'), 'modules/cite-data.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('provenance'), 'modules/provenance.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('toc'), 'modules/toc.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('structure'), 'modules/structure.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('lists-tables'), 'modules/lists-tables.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('drama-verse'), 'modules/drama-verse.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('parallel'), 'modules/parallel.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('inline'), 'modules/inline.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('names-dates'), 'modules/names-dates.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('editorial'), 'modules/editorial.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('examples'), 'modules/examples.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('variants'), 'modules/variants.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('witnesses'), 'modules/witnesses.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('witness-text'), 'modules/witness-text.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('unit-apparatus'), 'modules/unit-apparatus.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('notes'), 'modules/notes.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('anchored-notes'), 'modules/anchored-notes.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('source-doc'), 'modules/source-doc.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('stages'), 'modules/stages.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('facsimile'), 'modules/facsimile.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('letters'), 'modules/letters.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('leiden'), 'modules/leiden.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('numbers'), 'modules/numbers.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('object'), 'modules/object.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('links'), 'modules/links.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('registers-within'), 'modules/registers-within.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('dictionary'), 'modules/dictionary.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('unhandled'), 'modules/unhandled.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('home'), 'modules/home.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('contents'), 'modules/contents.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('entity'), 'modules/entity.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('sources'), 'modules/sources.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('indexes'), 'modules/indexes.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('chronology'), 'modules/chronology.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('surveys'), 'modules/surveys.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('data'), 'modules/data.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('network'), 'modules/network.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('map'), 'modules/map.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('search'), 'modules/search.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('about'), 'modules/about.xsl')[1]}"/>
  <xsl:include _href="{($theme('modules')('extra'), 'modules/extra.xsl')[1]}"/>
</xsl:stylesheet>
