<?xml version="1.0" encoding="UTF-8"?>
<!-- Write out the attributes of an element: an attRef for each one that a class gives unchanged, an attDef for each one
     that the element defines or changes. An attribute given twice (by two classes) counts once. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd" xmlns="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="attributes" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- the attribute classes of a specification, the nearest first, each once -->
  <xsl:function name="odd:attribute-classes" as="element(classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="direct" as="element(classSpec)*"
      select="$spec/classes/memberOf/key('spec', @key, root($spec))/self::classSpec[@type = 'atts']"/>
    <xsl:sequence select="$direct | $direct/odd:attribute-classes(.)"/>
  </xsl:function>

  <xsl:template match="elementSpec" mode="attributes" as="element(attList)">
    <xsl:variable name="inherited" as="element(attDef)*" select="odd:attribute-classes(.)/attList//attDef"/>
    <xsl:variable name="own" as="element(attDef)*" select="attList//attDef"/>
    <attList>
      <xsl:apply-templates mode="attributes"
        select="$inherited[not(@ident = $own/@ident)][not(@ident = (let $i := . return $inherited[. &lt;&lt; $i]/@ident))]"/>
      <xsl:apply-templates select="attList/*" mode="attributes">
        <xsl:with-param name="inherited" select="$inherited" tunnel="yes"/>
      </xsl:apply-templates>
    </attList>
  </xsl:template>

  <xsl:template match="classSpec/attList//attDef" mode="attributes" as="element(attRef)">
    <attRef class="{ancestor::classSpec/@ident}" name="{@ident}"/>
  </xsl:template>

  <xsl:template match="elementSpec//attDef[@mode = 'delete']" mode="attributes" as="element(attDef)?"/>

  <xsl:template match="elementSpec//attDef[@mode = 'change']" mode="attributes" as="element(attDef)?">
    <xsl:param name="inherited" as="element(attDef)*" tunnel="yes"/>
    <xsl:variable name="change" as="element(attDef)" select="."/>
    <xsl:sequence select="$inherited[@ident = $change/@ident][1] ! odd:combine-attribute(., $change)"/>
  </xsl:template>
</xsl:stylesheet>
