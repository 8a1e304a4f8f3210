<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes that stand apart and name the place that they speak of (@target, or @corresp): that place gets the call. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- notes by the places they speak of; what is said of a reading stands with the reading -->
  <xsl:key name="anchored" match="text//note[@target or @corresp][not(parent::app or parent::rdgGrp)]" use="f:anchor-of(.)"/>

  <xsl:function name="f:anchor-of" as="xs:string*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="pointer" as="xs:string?" select="(if ($note/@target) then tokenize($note/@target) else tokenize($note/@corresp))[1]"/>
    <xsl:variable name="place" as="element()?" select="$pointer[starts-with(., '#')] ! key('id', substring(., 2), root($note))[1]"/>
    <xsl:if test="$place[ancestor::text][not(descendant-or-self::* intersect $note)][not(self::note or self::ref or self::ptr or self::div)]
        [$note/@target or self::anchor]">
      <xsl:sequence select="substring($pointer, 2)"/>
    </xsl:if>
  </xsl:function>

  <!-- whether there are any: few texts have some, and every element is asked -->
  <xsl:variable name="f:has-anchored" as="xs:boolean" select="exists($tei//text//note[@target or @corresp])"/>

  <xsl:template match="*[$f:has-anchored][@xml:id][ancestor::text][key('anchored', @xml:id)]" mode="html" as="node()*" priority="6">
    <xsl:next-match/>
    <xsl:sequence select="key('anchored', @xml:id) ! f:call(.)"/>
  </xsl:template>

  <xsl:function name="f:call" as="element()">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="id" as="xs:string" select="(f:id($note) ! string(), generate-id($note))[1]"/>
    <xsl:variable name="number" as="xs:string" select="f:note-number($note)"/>
    <a class="call made" id="{$id}-call" href="#{$id}" role="doc-noteref" aria-label="{f:label('note', map { 'n': $number })}">{$number}</a>
  </xsl:function>

  <!-- The note itself: a block among blocks, else a note in the margin, without a call of its own. -->
  <xsl:template match="note[exists(f:anchor-of(.))][not(parent::app or parent::rdgGrp)]" mode="html" as="element()" priority="2">
    <xsl:variable name="id" as="xs:string" select="(f:id(.) ! string(), generate-id())[1]"/>
    <xsl:variable name="number" as="xs:string" select="f:note-number(.)"/>
    <xsl:variable name="is-block" as="xs:boolean" select="local-name(..) = $f:note-parents"/>
    <xsl:element name="{if ($is-block) then 'div' else 'span'}">
      <xsl:attribute name="class" select="if ($is-block) then 'endnote' else 'note'"/>
      <xsl:attribute name="role" select="'note'"/>
      <xsl:attribute name="id" select="$id"/>
      <xsl:sequence select="f:source(.) except f:id(.), f:data('place', @place)"/>
      <a class="back made number" href="#{$id}-call" aria-label="{f:label('note.back', map { 'n': $number })}">{$number}</a>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
