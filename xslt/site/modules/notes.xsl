<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: in the margin on wide screens, opened in place on narrow ones, at the page's foot on paper. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- A note stands where it is called. It is made of spans throughout, so that it may stand in a paragraph. -->
  <xsl:template match="note" mode="html" as="element()+">
    <xsl:variable name="id" as="xs:string" select="(f:id(.) ! string(), generate-id())[1]"/>
    <xsl:variable name="number" as="xs:string" select="f:note-number(.)"/>
    <a class="call made" id="{$id}-call" href="#{$id}" role="doc-noteref" aria-label="{f:label('note', map { 'n': $number })}">{$number}</a>
    <span class="note" role="note" id="{$id}">
      <xsl:sequence select="f:source(.) except f:id(.), f:data('place', @place)"/>
      <a class="back made" href="#{$id}-call" aria-label="{f:label('note.back', map { 'n': $number })}">{$number}</a>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- where a note is a block of its own -->
  <xsl:variable name="f:note-parents" as="xs:string+" select="
      'div', 'body', 'back', 'front', 'listBibl', 'figure', 'sp', 'lg', 'castList', 'castGroup', 'titlePage', 'noteGrp'"/>

  <!-- a note among paragraphs is a block of its own -->
  <xsl:template match="note[parent::div or parent::body or parent::back or parent::front or parent::listBibl or parent::figure
      or parent::sp or parent::lg or parent::castList or parent::castGroup or parent::titlePage or parent::noteGrp]"
                mode="html" as="element()" priority="1">
    <div class="endnote" role="note">
      <xsl:sequence select="f:source(.)"/>
      <xsl:if test="@n">
        <span class="made number">{@n}</span>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <xsl:template match="noteGrp" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- the number that the source has, else the count of calls -->
  <xsl:function name="f:note-number" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="counted" as="xs:string">
      <xsl:number select="$note" level="any" count="note[not(@n)]" from="text"/>
    </xsl:variable>
    <xsl:sequence select="if ($note/@n ne '') then string($note/@n) else $counted"/>
  </xsl:function>

  <!-- blocks inside a note -->
  <xsl:template match="note[not(parent::div or parent::body or parent::back or parent::front or parent::listBibl or parent::figure
      or parent::sp or parent::lg or parent::castList or parent::castGroup or parent::titlePage or parent::noteGrp)]
      //*[local-name() = $f:in-note][not(@r:kind)]" mode="html" as="element()" priority="5">
    <span class="block">
      <xsl:sequence select="f:source(.), f:rendition(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:variable name="f:in-note" as="xs:string+" select="
      $f:blocks, 'item', 'quote', 'head', 'row', 'cell', 'label', 'speaker', 'stage', 'dateline', 'salute', 'signed', 'byline', 'figDesc',
      'titlePart', 'desc', 'addrLine', 'trailer', 'castItem', 'docAuthor', 'docDate', 'docEdition', 'imprimatur'"/>
</xsl:stylesheet>
