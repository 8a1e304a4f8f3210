<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that no template knows: shown as a marked box and reported, never dropped in silence. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="*" mode="html" as="element()" priority="-2">
    <xsl:message expand-text="yes">unhandled {local-name()} {count(preceding::*) + count(ancestor::*)}</xsl:message>
    <span class="unhandled">
      <xsl:sequence select="f:source(.)"/>
      <span class="made">{local-name()}</span>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
