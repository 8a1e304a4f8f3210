<?xml version="1.0" encoding="UTF-8"?>
<!-- A map of real coastlines and rivers as SVG: nothing is fetched from anywhere. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- names that can come to sight by looking closer; all others stand in the list beside the map -->
  <xsl:variable name="f:most-names" as="xs:integer" select="300"/>

  <xsl:function name="f:map" as="element()">
    <xsl:param name="map" as="map(*)"/>
    <xsl:param name="with-list" as="xs:boolean"/>
    <div class="{if ($with-list) then 'map-and-list' else 'map-alone'}">
      <figure class="{if ($with-list) then 'map zoomable' else 'map'}">
        <xsl:sequence select="('in', 'out', 'all')[$with-list] ! f:data('zoom-' || ., f:label('zoom.' || .))"/>
        <svg viewBox="{$map?box}" data-whole="{$map?whole}" role="group" aria-label="{f:label('map')}" xmlns="http://www.w3.org/2000/svg">
          <rect class="sea" x="{$map?x}" y="{$map?y}" width="{$map?width}" height="{$map?height}"/>
          <xsl:sequence select="$map?coast ! f:coast(.), f:waters($map?waters?*)"/>
          <xsl:if test="exists($map?routes?*)">
            <g class="routes" aria-hidden="true">
              <xsl:for-each select="$map?routes?*">
                <path d="{?d}" data-route="{?slug}"><title>{?name}</title></path>
                <xsl:if test="?number gt 0">
                  <text x="{?x}" y="{?y}">{?number}</text>
                </xsl:if>
              </xsl:for-each>
            </g>
          </xsl:if>
          <g class="places">
            <xsl:for-each select="$map?near?*">
              <a class="near" href="{u:page(?path)}" aria-label="{?name}">
                <circle cx="{?x}" cy="{?y}" r="3.5">
                  <xsl:if test="?crowded"><title>{?name}</title></xsl:if>
                </circle>
                <xsl:if test="not(?crowded)">
                  <text x="{?label-x}" y="{?label-y}" font-size="12" aria-hidden="true"><xsl:sequence select="f:anchor(?anchor, 'start')"/>{?name}</text>
                </xsl:if>
              </a>
            </xsl:for-each>
            <xsl:for-each select="$map?places?*">
              <a data-place="{?slug}">
                <xsl:sequence select="f:leads(?path)"/>
                <xsl:if test="?path ne ''">
                  <xsl:attribute name="aria-label" select="f:named(., $map?unit)"/>
                </xsl:if>
                <circle cx="{?x}" cy="{?y}" r="{?r}">
                  <xsl:sequence select="f:data('cert', ?cert)"/>
                  <title>{f:named(., $map?unit)}</title>
                </circle>
                <xsl:if test="if ($with-list) then position() le $f:most-names else not(?crowded)">
                  <text x="{?label-x}" y="{?label-y}" font-size="{?size}" aria-hidden="true">
                    <xsl:sequence select="f:anchor(?anchor, 'start')"/>
                    <xsl:if test="?crowded">
                      <xsl:attribute name="class" select="'crowded'"/>
                    </xsl:if>
                    <xsl:text>{?name}</xsl:text>
                  </text>
                </xsl:if>
              </a>
            </xsl:for-each>
          </g>
        </svg>
        <figcaption>
          <xsl:if test="$with-list">{f:label('map.legend')} <span class="needs-script">{f:label('map.clusters')} {f:label('map.wheel')} </span></xsl:if>
          <xsl:text>{f:label('map.source')}</xsl:text>
        </figcaption>
      </figure>
      <xsl:if test="$with-list">
        <ol class="map-list" tabindex="0" aria-label="{f:label('map.list')}">
          <xsl:for-each select="$map?places?*">
            <li>
              <xsl:sequence select="f:data('years', ?years)"/>
              <a data-place="{?slug}"><xsl:sequence select="f:leads(?path)"/>{?name}</a>
              <xsl:text> </xsl:text>
              <span class="count">{if ($map?unit eq 'mentions') then f:number(?count) else f:how-often(., $map?unit)}</span>
            </li>
          </xsl:for-each>
        </ol>
      </xsl:if>
    </div>
  </xsl:function>

  <!-- a place that no text names has no page -->
  <xsl:function name="f:leads" as="attribute(href)?">
    <xsl:param name="path" as="xs:string"/>
    <xsl:if test="$path ne ''">
      <xsl:attribute name="href" select="u:page($path)"/>
    </xsl:if>
  </xsl:function>

  <!-- a place with its number; without a unit there is none to tell -->
  <xsl:function name="f:named" as="xs:string">
    <xsl:param name="place" as="map(*)"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:sequence select="string-join(($place?name, $unit[. ne ''] ! f:how-often($place, .)), ': ')"/>
  </xsl:function>

  <!-- how often a place is named; or how many letters went from there, and how many there -->
  <xsl:function name="f:how-often" as="xs:string">
    <xsl:param name="place" as="map(*)"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:sequence select="
        if ($unit eq 'mentions') then f:count($unit, $place?count)
        else string-join((f:label('letters.sent', map { 'n': f:number($place?sent) })[$place?sent gt 0],
          f:label('letters.arrived', map { 'n': f:number($place?received) })[$place?received gt 0]), ', ')"/>
  </xsl:function>

  <!-- the picture of the coast that all pages share, stretched to this map's projection -->
  <xsl:function name="f:coast" as="element()">
    <xsl:param name="coast" as="map(*)"/>
    <image href="{u:file($coast?path)}" x="{$coast?x}" y="{$coast?y}" width="{$coast?width}" height="{$coast?height}"
           preserveAspectRatio="none" xmlns="http://www.w3.org/2000/svg"/>
  </xsl:function>

  <xsl:function name="f:waters" as="element()?">
    <xsl:param name="waters" as="map(*)*"/>
    <xsl:if test="exists($waters)">
      <g class="waters" aria-hidden="true" text-anchor="middle" xmlns="http://www.w3.org/2000/svg">
        <xsl:for-each select="$waters">
          <text class="{if (?river) then 'river' else 'sea'}" x="{?x}" y="{?y}" font-size="{?size}">{?name}</text>
        </xsl:for-each>
      </g>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
