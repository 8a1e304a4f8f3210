<?xml version="1.0" encoding="UTF-8"?>
<!-- From a resolved schemaSpec to ISO Schematron: one pattern for each constraint, named like it.
     An assertion or report without a rule is about the element that its constraint stands in. -->
<xsl:package version="3.0" name="urn:edition:odd:sch" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns="http://purl.oclc.org/dsdl/schematron"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <!-- Schematron as it stands in the ODD, freed of the namespaces around it -->
  <xsl:mode name="schematron" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:text>&#10;</xsl:text>
      <xsl:comment> Made of the ODD by `edition schema build`: change the ODD, not this file. </xsl:comment>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element(sch:schema)">
    <schema queryBinding="{(constraintDecl/@queryBinding, 'xslt3')[1]}">
      <xsl:variable name="constraints" as="element(constraintSpec)*" select=".//constraintSpec[@scheme = 'schematron' or not(@scheme)]"/>
      <xsl:apply-templates select="constraintDecl"/>
      <!-- prefixes hold for the whole schema, wherever the ODD declares them -->
      <xsl:apply-templates select="$constraints/constraint/sch:ns" mode="schematron"/>
      <xsl:apply-templates select="$constraints[constraint/(sch:* except sch:ns)]"/>
    </schema>
  </xsl:template>

  <xsl:template match="constraintDecl" as="element()*">
    <xsl:apply-templates select="sch:*" mode="schematron"/>
  </xsl:template>

  <xsl:template match="constraintSpec" as="element(sch:pattern)">
    <pattern id="{@ident}">
      <title>{(desc[not(@xml:lang) or @xml:lang = 'en'], desc)[1] ! normalize-space()}</title>
      <xsl:apply-templates select="constraint/(sch:let, sch:rule)" mode="schematron"/>
      <xsl:apply-templates select="constraint[sch:assert or sch:report]"/>
    </pattern>
  </xsl:template>

  <xsl:template match="constraint" as="element(sch:rule)">
    <rule context="{ancestor::elementSpec/@ident ! ('tei:' || .)}{'*'[not(current()/ancestor::elementSpec)]}">
      <xsl:apply-templates select="sch:assert | sch:report" mode="schematron"/>
    </rule>
  </xsl:template>

  <xsl:template match="sch:*" mode="schematron" as="element()">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@* | node()" mode="schematron"/>
    </xsl:element>
  </xsl:template>

  <!-- expressions are broken over lines in the ODD; attribute values cannot keep the breaks, so they become blanks -->
  <xsl:template match="sch:*/@test | sch:*/@context | sch:let/@value" mode="schematron" as="attribute()">
    <xsl:attribute name="{name()}" select="normalize-space(.)"/>
  </xsl:template>

  <xsl:template match="sch:*/text()" mode="schematron" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>
</xsl:package>
