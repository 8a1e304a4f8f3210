<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus below each unit of the text, as printed editions have it: a copy of the readings, for readers who want the text undisturbed. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- Where the entries of an apparatus are gathered: the paragraph, the stanza, or the verse of a long one. What stands
       in notes, lists and tables has no such unit, and keeps its readings in the text. -->
  <xsl:function name="f:unit-of" as="element()?">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="around" as="element()*" select="$entry/ancestor::*"/>
    <xsl:variable name="stanza" as="element()?" select="$around[self::lg[count(.//l) le 24]][1]"/>
    <xsl:if test="f:base($entry) and empty($around[self::note or self::item or self::cell or self::head or f:is-other-reading(.)])">
      <xsl:sequence select="($around[self::p or self::ab][1], $stanza, $around[self::l][1])[1][not(ancestor::p or ancestor::ab)]"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:is-other-reading" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[self::rdg or self::lem] and not(exists($element[. is f:base(ancestor::app[1])]))"/>
  </xsl:function>

  <!-- the entries of each unit -->
  <xsl:variable name="f:gathered" as="map(xs:string, element(app)*)" select="
      map:merge($text//app[f:has-readings(.)] ! (let $entry := . return f:unit-of(.) ! map { generate-id(.): $entry }), map { 'duplicates': 'combine' })"/>

  <xsl:template match="text//*[self::p or self::ab or self::lg or self::l][exists($f:gathered(generate-id()))]" mode="html" as="node()*" priority="7">
    <xsl:next-match/>
    <div class="made unit-apparatus">
      <xsl:apply-templates select="$f:gathered(generate-id())" mode="entry-below"/>
    </div>
  </xsl:template>

  <!-- number, lemma and readings of an entry below its unit -->
  <xsl:template match="app" mode="entry-below" as="element()">
    <xsl:variable name="base" as="element()" select="f:base(.)"/>
    <xsl:variable name="readings" as="node()*">
      <xsl:apply-templates select="* except $base" mode="html"/>
    </xsl:variable>
    <span class="entry-below">
      <a href="#{(f:id(.), f:place-id(.))[1]}">{(f:place-of-entry(.)[. ne ''], @r:at, $f:numbers(generate-id()) ! string())[1]}</a>
      <xsl:text> </xsl:text>
      <b>{f:short(f:words($base))[. ne '']}</b>
      <xsl:if test="not(f:has-content($base))">
        <i>{f:label('reading.omitted')}</i>
      </xsl:if>
      <xsl:text>] </xsl:text>
      <i>{f:sigla($base)}</i>
      <xsl:apply-templates select="$readings" mode="copy"/>
    </span>
  </xsl:template>

  <!-- a long lemma by its first and last words -->
  <xsl:function name="f:short" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="each" as="xs:string*" select="tokenize($words)"/>
    <xsl:sequence select="if (count($each) gt 6) then string-join($each[position() le 2], ' ') || ' … ' || $each[last()] else $words"/>
  </xsl:function>

  <!-- a second copy has no ids, and is nobody's text -->
  <xsl:template match="@id | @data-witness" mode="copy" as="empty-sequence()"/>
  <xsl:template match="*[tokenize(@class) = ('call', 'note')]" mode="copy" as="empty-sequence()"/>

  <!-- an entry's place in the text: xml:ids have no colon, so this is nobody's -->
  <xsl:function name="f:place-id" as="attribute(id)?">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:if test="empty(f:id($entry))">
      <xsl:attribute name="id" select="'app:' || $f:numbers(generate-id($entry))"/>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="f:entries" as="element(app)*" select="$tei//app"/>
  <xsl:variable name="f:numbers" as="map(xs:string, xs:integer)" select="
      map:merge(for $number in 1 to count($f:entries) return map { generate-id($f:entries[$number]): $number })"/>

  <!-- where the apparatus stands -->
  <xsl:template name="apparatus-menu" as="element()?">
    <xsl:if test="map:size($f:gathered) gt 0">
      <details class="menu choice-of-apparatus">
        <summary>{f:label('readings')}</summary>
        <fieldset>
          <legend>{f:label('readings')}</legend>
          <xsl:for-each select="'below', 'inline', 'none'">
            <label>
              <input type="radio" name="readings" id="readings-{.}" value="{.}">
                <xsl:if test=". eq 'below'">
                  <xsl:attribute name="checked" select="'checked'"/>
                </xsl:if>
              </input>
              <xsl:text>{f:label('readings.' || .)}</xsl:text>
            </label>
          </xsl:for-each>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
