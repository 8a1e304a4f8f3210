<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of downloads: every export with a sentence on it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'data']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="lead">{f:label('data.lead')}</p>
    </header>
    <dl class="facts">
      <xsl:sequence select="f:fact('data.licence', (?licence)[. ne ''] ! f:licence-link(.))"/>
    </dl>
    <xsl:for-each select="?groups?*">
      <section>
        <h2>{f:label('data.kind.' || ?kind)}</h2>
        <dl class="downloads">
          <xsl:for-each select="?files?*">
            <dt><a href="{u:file(?path)}" download="download">{?name}</a><xsl:text> </xsl:text><span class="remark">{?size}</span></dt>
            <dd lang="en">{?about}</dd>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
