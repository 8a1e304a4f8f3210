<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that a witness has: without its lacunae and what lies outside of a fragment, and with its readings where an
     apparatus that stands apart names the words it speaks of by @from and @to. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="https://edition.example/functions"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- where witnesses begin and break off -->
  <xsl:variable name="f:marks" as="element()*" select="$text//(lacunaStart | lacunaEnd | witStart | witEnd)"/>

  <!-- entries that name their words by places in the text -->
  <xsl:variable name="f:located" as="element(app)*" select="$tei//app[f:place-named(@from)]"/>

  <xsl:function name="f:place-named" as="element()?">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:sequence select="$pointer ! key('id', f:bare(.), $tei)[ancestor::text][1]"/>
  </xsl:function>

  <!-- where an entry's words end: at an empty element, or with an element that holds words -->
  <xsl:function name="f:end-of" as="element()">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="(f:place-named($entry/@to), f:place-named($entry/@from))[1]"/>
  </xsl:function>

  <xsl:function name="f:witnesses-of" as="xs:string*">
    <xsl:param name="mark" as="element()"/>
    <xsl:sequence select="
        ($mark/@wit, $mark/ancestor::*[self::rdg or self::lem][1]/@wit, $mark/ancestor::rdgGrp[1]/@wit)[1] ! tokenize(.) ! f:bare(.)"/>
  </xsl:function>

  <!-- the nodes of the text in their order, where anything needs it -->
  <xsl:variable name="f:order" as="node()*" select="$text[exists(($f:marks, $f:located))]//(text() | *)"/>
  <xsl:variable name="f:at" as="map(xs:string, xs:integer)" select="
      map:merge(for $number in 1 to count($f:order) return map { generate-id($f:order[$number]): $number })"/>

  <!-- the words that witnesses do not have, by their numbers -->
  <xsl:variable name="f:without" as="map(xs:string, xs:integer*)" select="
      map:merge(((1 to count($f:witnesses)) ! f:gaps(.), $f:located ! f:replaced(.)), map { 'duplicates': 'combine' })"/>

  <xsl:function name="f:gaps" as="map(xs:string, xs:integer)*">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="marks" as="element()*" select="$f:marks[f:witnesses-of(.) = $f:witnesses[$number]]"/>
    <xsl:for-each select="0 to count($marks)">
      <xsl:variable name="begin" as="element()?" select="$marks[current()]"/>
      <xsl:variable name="end" as="element()?" select="$marks[current() + 1]"/>
      <xsl:if test="if ($begin) then $begin[self::lacunaStart or self::witEnd] else $end[self::lacunaEnd or self::witStart]">
        <xsl:sequence select="f:words-between(
            ($begin ! $f:at(generate-id()), 0)[1] + 1, ($end ! $f:at(generate-id()), count($f:order) + 1)[1] - 1, $number)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:replaced" as="map(xs:string, xs:integer)*">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="end" as="element()" select="f:end-of($entry)"/>
    <xsl:variable name="last" as="xs:integer" select="
        if ($end/node()) then $f:at(generate-id(($end//node()[self::text() or self::*])[last()])) else $f:at(generate-id($end)) - 1"/>
    <xsl:variable name="first" as="xs:integer" select="$f:at(generate-id(f:place-named($entry/@from))) + 1"/>
    <xsl:sequence select="f:readings-of($entry) ! map:keys(.) ! f:words-between($first, $last, .)"/>
  </xsl:function>

  <xsl:function name="f:words-between" as="map(xs:string, xs:integer)*">
    <xsl:param name="first" as="xs:integer"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="subsequence($f:order, $first, $last - $first + 1)[self::text()] ! map { generate-id(): $number }"/>
  </xsl:function>

  <!-- what witnesses have instead of an entry's words, by their numbers -->
  <xsl:function name="f:readings-of" as="map(xs:integer, element())">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="readings" as="element()*" select="$entry/(lem | rdg | rdgGrp//(lem | rdg))[ancestor::app[1] is $entry]"/>
    <xsl:map>
      <xsl:for-each select="$f:witnesses">
        <xsl:variable name="number" as="xs:integer" select="position()"/>
        <xsl:sequence select="f:reading-of(., $readings)[self::rdg] ! map { $number: . }"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:template match="text()[map:size($f:without) gt 0 and map:contains($f:without, generate-id())][normalize-space()]" mode="html" as="element()" priority="20">
    <span data-witness="{(1 to count($f:witnesses))[not(. = $f:without(generate-id(current())))]}">
      <xsl:next-match/>
    </span>
  </xsl:template>

  <!-- where an entry's words end, the readings of the witnesses; they are seen with the text of one of them -->
  <xsl:variable name="f:ending" as="map(xs:string, element(app)*)" select="
      map:merge($f:located ! (let $entry := . return map { generate-id(f:end-of($entry)): $entry }), map { 'duplicates': 'combine' })"/>

  <xsl:template match="*[map:size($f:ending) gt 0 and map:contains($f:ending, generate-id())]" mode="html" as="node()*" priority="20">
    <xsl:next-match/>
    <xsl:for-each select="$f:ending(generate-id())">
      <xsl:variable name="readings" as="map(xs:integer, element())" select="f:readings-of(.)"/>
      <xsl:for-each-group select="map:keys($readings)" group-by="generate-id($readings(.))">
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates select="$readings(current())/node()" mode="html"/>
        </xsl:variable>
        <span class="made located" data-witness="{sort(current-group())}">
          <xsl:apply-templates select="$words" mode="copy"/>
        </span>
      </xsl:for-each-group>
    </xsl:for-each>
  </xsl:template>

  <!-- a witness begins or breaks off: in an entry after its readings, in the text with its siglum -->
  <xsl:template match="lacunaStart | lacunaEnd | witStart | witEnd" mode="html" as="element()">
    <xsl:variable name="reading" as="element()?" select="ancestor::*[self::rdg or self::lem][1]"/>
    <xsl:variable name="words" as="xs:string" select="f:label('reading.' || local-name())"/>
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:choose>
        <xsl:when test="$reading[not(. is f:base(ancestor::app[1]))]">
          <i class="made">{$words}</i>
        </xsl:when>
        <xsl:otherwise>
          <small class="made"> [{string-join((f:witnesses-of(.) ! f:siglum(., $text[1])), ' ')} {$words}] </small>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>
</xsl:stylesheet>
