<?xml version="1.0" encoding="UTF-8"?>
<!-- Flatten an ODD: from a document with prose to one schemaSpec that holds all specifications, in their order.
     With the parameter `base`, a schemaSpec flattened before, the ODD is a customisation of it.
     The result still holds inheritance by classes; resolve.xsl comes next. -->
<xsl:package version="3.0" name="urn:edition:odd:flatten" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="urn:edition:odd" xmlns="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="modules/combine.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- the flattened schema that this one customises; empty for a complete ODD -->
  <xsl:param name="base" as="document-node()?" select="()"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="gather" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:key name="group" match="specGrp" use="@xml:id"/>

  <xsl:template match="/" as="element(schemaSpec)">
    <xsl:apply-templates select="(//schemaSpec)[1]"/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element(schemaSpec)">
    <xsl:variable name="specs" as="element()*">
      <xsl:apply-templates select="*" mode="gather"/>
    </xsl:variable>
    <xsl:variable name="old" as="element(schemaSpec)?" select="$base/schemaSpec"/>
    <schemaSpec>
      <xsl:copy-of select="$old/(@start, @ns), @* except @source"/>
      <xsl:apply-templates select="$old/*" mode="combine">
        <xsl:with-param name="changes" select="$specs" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:sequence select="$specs[not(@mode = ('change', 'delete', 'replace'))]"/>
    </schemaSpec>
  </xsl:template>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | constraintSpec | constraintDecl" mode="gather"
    as="element()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="specGrpRef" mode="gather" as="element()*">
    <xsl:apply-templates select="key('group', substring(@target, 2))" mode="gather"/>
  </xsl:template>
</xsl:package>
