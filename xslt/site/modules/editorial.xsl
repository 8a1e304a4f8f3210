<?xml version="1.0" encoding="UTF-8"?>
<!-- What the source has and what the editor made of it: errors, abbreviations, spellings, gaps, additions. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Both halves are in the page; style sheets show the source's, or the editor's when the reader asks for it. -->
  <xsl:template match="choice | subst" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="*" mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="choice/corr | choice/reg | choice/expan | choice/ex" mode="html" as="element()" priority="1">
    <span hidden="hidden">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="sic | corr | orig | reg | unclear | supplied | surplus | secl | damage | restore | redo | undo | retrace
      | lem | rdg | rdgGrp | wit | facsimile | mod | hyph | corr" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.), @reason ! f:data('reason', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="add" mode="html" as="element()">
    <ins>
      <xsl:sequence select="f:source(.), @place ! f:data('place', .)"/>
      <xsl:apply-templates mode="html"/>
    </ins>
  </xsl:template>

  <xsl:template match="del" mode="html" as="element()">
    <del>
      <xsl:sequence select="f:source(.), @rend ! f:data('rend', .)"/>
      <xsl:apply-templates mode="html"/>
    </del>
  </xsl:template>

  <xsl:template match="gap" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.), @reason ! f:data('reason', .)"/>
      <span class="made" title="{f:label('gap')}">[…]</span>
      <xsl:apply-templates select="desc" mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="gap/desc" mode="html" as="element()" priority="2">
    <span hidden="hidden">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
