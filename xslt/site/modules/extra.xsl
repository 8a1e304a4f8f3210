<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages whose main part was made elsewhere: the view of a TEI file, the guidelines. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- the program puts the ready part in the place of the mark -->
  <xsl:template match=".[?kind = ('source', 'extra')]" mode="main" as="element()*">
    <xsl:if test="?kind = 'source'">
      <header class="title-block">
        <p class="kicker"><a href="{u:page(?article)}">{f:label('tei.back')}</a></p>
        <h1>{$f:title}</h1>
        <p><a href="{u:file(?file)}" download="download">{f:label('tei.fetch')}</a></p>
      </header>
    </xsl:if>
    <div data-slot="slot"/>
  </xsl:template>
</xsl:stylesheet>
