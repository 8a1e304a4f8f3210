<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the interface. They stand in labels/, one file a language; here is only how they are looked up. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="https://edition.example/functions" exclude-result-prefixes="#all">

  <!-- the page's title: its own words, or a label, or the edition's title -->
  <xsl:variable name="f:title" as="xs:string" select="
      ($page?title[. ne ''], $page?title-label ! f:label(.), $site?title)[1]"/>

  <!-- A label; a key without one shows as itself, so that a missing word is seen and not fatal. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="string(($labels($key), replace($key, '^[a-z-]+\.', '') => translate('-', ' '))[1])"/>
  </xsl:function>

  <!-- A label with places: `{n}` is filled from the values. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, item()?)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(f:label($key), '\{')"/>
    <xsl:sequence select="
        string-join((head($parts), tail($parts) ! (let $name := substring-before(., '}') return
          if (map:contains($values, $name)) then $values($name) || substring-after(., '}') else '{' || .)))"/>
  </xsl:function>

  <!-- A label with a number, in the singular or the plural: keys `mentions.one` and `mentions`. -->
  <xsl:function name="f:count" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:numeric"/>
    <xsl:sequence select="
        f:label(if ($number eq 1 and map:contains($labels, $key || '.one')) then $key || '.one' else $key,
          map { 'n': f:number($number) })"/>
  </xsl:function>

  <!-- A number with the language's mark between thousands. -->
  <xsl:function name="f:number" as="xs:string">
    <xsl:param name="number" as="xs:numeric"/>
    <xsl:sequence select="
        if ($number ge 0 and $number lt 1000 and $number eq floor($number)) then string($number)
        else translate(format-number($number, '#,##0'), ',', f:label('number.group'))"/>
  </xsl:function>
</xsl:stylesheet>
