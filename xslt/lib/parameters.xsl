<?xml version="1.0" encoding="UTF-8"?>
<!-- What the program hands in. Every value has a default, so that the stylesheet also runs on a bare TEI file. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <xsl:global-context-item use="optional"/>

  <!-- the edition: title, languages, sections of the navigation, addresses; the same on every page of a language -->
  <xsl:param name="site" as="map(*)" select="map { 'lang': 'en', 'title': 'Edition', 'prefix': '' }"/>
  <!-- the words of the interface by key -->
  <xsl:param name="labels" as="map(*)" select="map { }"/>
  <!-- the page: its kind, path, title and whatever its kind needs -->
  <xsl:param name="page" as="map(*)"
             select="map { 'kind': 'article', 'path': 'articles/article.html', 'entities': map { } }"/>

  <xsl:variable name="tei" as="document-node()?" select=".[. instance of document-node()]"/>
</xsl:stylesheet>
