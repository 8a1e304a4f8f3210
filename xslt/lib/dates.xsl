<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates as readers of the interface's language write them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- One value that stands for a date's attributes: `1921-03-16`, `1919-04_1920-03`, `_1920` (not after 1920). -->
  <xsl:function name="f:date-value" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="when" as="xs:string?" select="($date/@when, $date/@when-iso)[1] ! normalize-space()"/>
    <xsl:variable name="from" as="xs:string?"
                  select="($date/@from, $date/@from-iso, $date/@notBefore, $date/@notBefore-iso)[1] ! normalize-space()"/>
    <xsl:variable name="to" as="xs:string?"
                  select="($date/@to, $date/@to-iso, $date/@notAfter, $date/@notAfter-iso)[1] ! normalize-space()"/>
    <xsl:sequence select="
        (if ($when) then $when else if ($from or $to) then ($from || '_' || $to) else ())
        [matches(., '^(-?\d{4,}(-\d\d){0,2})?(_(-?\d{4,}(-\d\d){0,2})?)?$')]"/>
  </xsl:function>

  <!-- `1921-03-16` as "16 Mart 1921"; a range as "Nisan 1919 – Mart 1920". -->
  <xsl:function name="f:date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="ends" as="xs:string*" select="tokenize($value, '_')"/>
    <xsl:sequence select="
        if (count($ends) lt 2) then f:day($value)
        else if ($ends[1] eq '') then f:label('date.until', map { 'date': f:day($ends[2]) })
        else if ($ends[2] eq '') then f:label('date.from', map { 'date': f:day($ends[1]) })
        else f:day($ends[1]) || ' – ' || f:day($ends[2])"/>
  </xsl:function>

  <!-- the years of a card, or the day of an event -->
  <xsl:function name="f:dates" as="xs:string?">
    <xsl:param name="card" as="map(*)"/>
    <xsl:sequence select="($card?dates[. ne ''], $card?date-value[. ne ''] ! f:date(.))[1]"/>
  </xsl:function>

  <xsl:function name="f:day" as="xs:string">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(replace($iso, '^-', ''), '-')"/>
    <xsl:variable name="year" as="xs:string" select="f:year(replace($iso, '^(-?\d+).*$', '$1'))"/>
    <xsl:sequence select="
        if (count($parts) eq 3) then f:label('date.day',
          map { 'day': replace($parts[3], '^0', ''), 'month': f:label('month.' || $parts[2]), 'year': $year })
        else if (count($parts) eq 2) then f:label('date.month', map { 'month': f:label('month.' || $parts[2]), 'year': $year })
        else $year"/>
  </xsl:function>

  <xsl:function name="f:year" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:sequence select="
        if (starts-with($year, '-')) then f:label('date.bc', map { 'year': replace($year, '^-0*', '') })
        else string(xs:integer($year))"/>
  </xsl:function>
</xsl:stylesheet>
