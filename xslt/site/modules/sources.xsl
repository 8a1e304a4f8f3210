<?xml version="1.0" encoding="UTF-8"?>
<!-- What an entry of a register rests on: the articles that say so. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The articles that the entry rests on, each with its number: what they say is marked with the numbers only. -->
  <xsl:variable name="f:own-sources" as="map(*)*" select="
      let $all := $page?entity ! (?descriptions?*, ?facts?*, ?relations?*, ?notes?*)?sources?*
      return distinct-values($all ! f:source-id(.)) ! (for $id in . return $all[f:source-id(.) = $id][1])"/>

  <xsl:function name="f:source-id" as="xs:string">
    <xsl:param name="source" as="map(*)"/>
    <xsl:sequence select="$source?path || ' ' || $source?name"/>
  </xsl:function>

  <xsl:function name="f:source-list" as="element()?">
    <xsl:if test="exists($f:own-sources)">
      <ol class="source-list">
        <xsl:for-each select="$f:own-sources">
          <li>
            <xsl:sequence select="f:entity-link(.), f:if-missing(.)"/>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:numbered" as="element()?">
    <xsl:param name="sources" as="map(*)*"/>
    <xsl:if test="exists($sources)">
      <small class="sources" lang="{$site?lang}">
        <xsl:text> [</xsl:text>
        <xsl:for-each select="$sources">
          <xsl:if test="position() gt 1">, </xsl:if>
          <xsl:variable name="number" as="xs:integer" select="index-of($f:own-sources ! f:source-id(.), f:source-id(.))"/>
          <xsl:element name="{if (string(?path)) then 'a' else 'span'}">
            <xsl:if test="string(?path)">
              <xsl:attribute name="href" select="u:page(?path)"/>
            </xsl:if>
            <xsl:attribute name="title" select="f:label('source') || ' ' || $number || ': ' || ?name"/>
            <xsl:text>{$number}</xsl:text>
          </xsl:element>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </small>
    </xsl:if>
  </xsl:function>

  <!-- what the register itself calls unknown and gives no source is told as such -->
  <xsl:function name="f:unsourced" as="element()?">
    <xsl:param name="fact" as="map(*)"/>
    <xsl:if test="$fact?unsourced = true()">
      <small class="unsourced"> ({f:label('unsourced')})</small>
    </xsl:if>
  </xsl:function>

  <!-- an article that could not be made is told without a link -->
  <xsl:function name="f:if-missing" as="text()?">
    <xsl:param name="source" as="map(*)"/>
    <xsl:if test="$source?missing"> ({f:label('missing')})</xsl:if>
  </xsl:function>

  <!-- the articles that say so, with their titles -->
  <xsl:function name="f:sources" as="element()?">
    <xsl:param name="sources" as="map(*)*"/>
    <xsl:if test="exists($sources)">
      <small class="sources" lang="{$site?lang}">
        <xsl:text> {f:label('source')}: </xsl:text>
        <xsl:for-each select="$sources">
          <xsl:if test="position() gt 1">; </xsl:if>
          <xsl:sequence select="f:entity-link(.), f:if-missing(.)"/>
        </xsl:for-each>
      </small>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
