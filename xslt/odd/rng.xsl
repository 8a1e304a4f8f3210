<?xml version="1.0" encoding="UTF-8"?>
<!-- From a resolved schemaSpec to RELAX NG: one define for each class, macro, data type, attribute of a class and element,
     in the order of the ODD, so that the grammar reads like its source. -->
<xsl:package version="3.0" name="urn:edition:odd:rng" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" xmlns="http://relaxng.org/ns/structure/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="xsl xs" expand-text="yes">

  <xsl:include href="modules/rng-content.xsl"/>
  <xsl:include href="modules/rng-attributes.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>
  <xsl:key name="used" match="classRef | macroRef | elementRef" use="@key"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:text>&#10;</xsl:text>
      <xsl:comment> Made of the ODD by `edition schema build`: change the ODD, not this file. </xsl:comment>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <grammar ns="{(@ns, 'http://www.tei-c.org/ns/1.0')[1]}"
      datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <start>
        <choice>
          <xsl:apply-templates select="key('spec', tokenize(@start))" mode="reference"/>
        </choice>
      </start>
      <xsl:apply-templates select="dataSpec, classSpec[@type = 'atts'], classSpec[@type = 'model'], macroSpec, elementSpec"/>
    </grammar>
  </xsl:template>

  <xsl:template match="dataSpec | macroSpec" as="element()">
    <define name="{@ident}">
      <xsl:apply-templates select="content" mode="pattern"/>
    </define>
  </xsl:template>

  <!-- an attribute class: each attribute by itself, so that an element can leave one out, then all of them -->
  <xsl:template match="classSpec[@type = 'atts']" as="element()*">
    <xsl:apply-templates select="attList//attDef" mode="definition"/>
    <xsl:if test="attList//attDef">
      <define name="{@ident}.attributes">
        <xsl:apply-templates select="attList//attDef" mode="reference"/>
      </define>
    </xsl:if>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'model'][key('member', @ident)]" as="element()">
    <define name="{@ident}">
      <choice>
        <xsl:apply-templates select="key('member', @ident)" mode="reference"/>
      </choice>
    </define>
  </xsl:template>

  <!-- a class that has lost its last member allows nothing; no content model refers to it any more -->
  <xsl:template match="classSpec[@type = 'model'][not(key('member', @ident))]" as="element()">
    <define name="{@ident}">
      <notAllowed/>
    </define>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <xsl:copy-of select="@ns"/>
        <a:documentation>{string-join((gloss[@xml:lang = 'en'] ! ('(' || normalize-space() || ')'),
          desc[not(@xml:lang) or @xml:lang = 'en'] ! normalize-space()), ' ')}</a:documentation>
        <xsl:apply-templates select="content" mode="pattern"/>
        <xsl:apply-templates select="attList" mode="pattern"/>
      </element>
    </define>
  </xsl:template>
</xsl:package>
