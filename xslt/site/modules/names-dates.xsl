<?xml version="1.0" encoding="UTF-8"?>
<!-- Mentions: links to who and what is named, the first in each section; the others keep the address for a script. The program has marked them (r:kind, r:key) as the settings say. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="*[@r:kind]" mode="html" as="element()+" priority="4">
    <xsl:variable name="target" as="xs:string?" select="f:mention-target(.)"/>
    <xsl:variable name="link" as="xs:boolean" select="exists($target) and f:may-be-link(.)"/>
    <xsl:element name="{if ($link and not(@r:again)) then 'a' else 'span'}">
      <xsl:sequence select="f:source(.), f:data('kind', @r:kind), @r:also ! f:data('also', .)"/>
      <xsl:if test="@role = 'cited' or @r:cited">
        <xsl:attribute name="data-cited"/>
      </xsl:if>
      <xsl:if test="$link">
        <xsl:attribute name="{if (@r:again) then 'data-to' else 'href'}" select="$target"/>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
      <xsl:if test="@r:kind = 'date' and not(node()) and f:date-value(.)">
        <span class="made">{f:date(f:date-value(.))}</span>
      </xsl:if>
    </xsl:element>
    <xsl:sequence select="f:other-calendar(.)"/>
  </xsl:template>

  <!-- links do not stand in links, nor do notes -->
  <xsl:function name="f:may-be-link" as="xs:boolean">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        empty($mention/ancestor::*[@r:kind or self::ref]) and
        empty($mention/descendant::*[self::note or self::ptr or self::ref[@target]])"/>
  </xsl:function>

  <xsl:function name="f:mention-target" as="xs:string?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        if ($mention/@r:kind = 'date') then f:date-value($mention)[$f:dates-told(.) or not(map:contains($page, 'dates'))] ! u:date(.)
        else $page?entities?(string($mention/@r:key))?path ! u:page(.)"/>
  </xsl:function>

  <!-- the dates that the chronology tells; those of cited works are not among them -->
  <xsl:variable name="f:dates-told" as="map(xs:string, xs:boolean)"
                select="map:merge($page?dates?* ! map { string(?value): true() })"/>

  <!-- a date of another calendar is followed by the Gregorian one -->
  <xsl:function name="f:other-calendar" as="element()?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="calendar" as="xs:string?"
                  select="($date/@calendar, $date/@datingMethod)[1] ! replace(., '#', '')[lower-case(.) ne 'gregorian']"/>
    <xsl:variable name="value" as="xs:string?" select="$date[@r:kind = 'date'] ! f:date-value(.)"/>
    <xsl:if test="$calendar and $value">
      <span class="made calendar" lang="{$site?lang}"> [{f:calendar($calendar, $date)} {f:date($value)}]</span>
    </xsl:if>
  </xsl:function>

  <!-- a calendar by our word for it, else by the header's, else by the name that the text uses -->
  <xsl:function name="f:calendar" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="label" as="xs:string" select="'calendar.' || lower-case($name)"/>
    <xsl:variable name="told" as="xs:string?" select="key('id', $name, root($date))[self::calendar][1] ! f:words((p, ab, .)[1])[. ne '']"/>
    <xsl:sequence select="if (map:contains($labels, $label)) then f:label($label) else ($told, f:label($label))[1]"/>
  </xsl:function>
</xsl:stylesheet>
