<?xml version="1.0" encoding="UTF-8"?>
<!-- Resolve a flattened schemaSpec: what elements have from classes is written out, and references to what a customisation
     deleted are gone. The result is what rng.xsl, sch.xsl and guidelines.xsl read. -->
<xsl:package version="3.0" name="urn:edition:odd:resolve" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="modules/combine.xsl"/>
  <xsl:include href="modules/prune.xsl"/>
  <xsl:include href="modules/attributes.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="content/*" as="element()*">
    <xsl:apply-templates select="." mode="prune"/>
  </xsl:template>

  <xsl:template match="elementSpec" as="element(elementSpec)">
    <xsl:copy>
      <xsl:copy-of select="@* except @mode"/>
      <xsl:apply-templates select="* except (attList, exemplum)"/>
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:copy-of select="exemplum"/>
    </xsl:copy>
  </xsl:template>
</xsl:package>
