<?xml version="1.0" encoding="UTF-8"?>
<!-- References and pictures. What an address may become is said in urls.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="ref | ptr[@target]" mode="html" as="element()">
    <xsl:variable name="target" as="xs:string?" select="@target ! f:target(tokenize(.)[1])"/>
    <xsl:element name="{if ($target and empty(ancestor::ref | descendant::ref[@target] | descendant::note)) then 'a' else 'span'}">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:if test="$target and empty(ancestor::ref | descendant::ref[@target] | descendant::note)">
        <xsl:attribute name="href" select="$target"/>
        <xsl:if test="matches($target, '^(https?|mailto):')">
          <xsl:attribute name="rel" select="'external noopener noreferrer'"/>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
      <xsl:if test="self::ptr">
        <span class="made">{f:shown-target(tokenize(@target)[1])}</span>
      </xsl:if>
      <xsl:if test="@target ! $page?links?(tokenize(.)[1])?missing">
        <small class="made"> ({f:label('missing')})</small>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- a pointer without words: an address without its scheme; of a place in a file the place alone -->
  <xsl:function name="f:shown-target" as="xs:string">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:sequence select="
        if (matches($pointer, '^[a-z][a-z0-9+.-]*:')) then (replace($pointer, '^(https?://|[a-z]+:)', '')[. ne ''], $pointer)[1]
        else (substring-after($pointer, '#'), replace($pointer, '^.*/|#$', ''), string($pointer))[. ne ''][1] => string()"/>
  </xsl:function>

  <!-- Where a pointer leads: a place of this page, an entity, another article, or out. Nothing for what leads nowhere. -->
  <xsl:function name="f:target" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="linked" as="map(*)?" select="$page?links?($pointer)"/>
    <xsl:sequence select="
        if ($linked?missing) then ()
        else if (exists($linked)) then (if ($linked?id) then u:page($linked?path, $linked?id) else u:page($linked?path))
        else if (starts-with($pointer, '#')) then f:own-place(substring($pointer, 2))
        else u:external($pointer)"/>
  </xsl:function>

  <!-- what the header holds is told under the text -->
  <xsl:function name="f:own-place" as="xs:string?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="element" as="element()?" select="$tei ! key('id', $id, .)[1]"/>
    <xsl:sequence select="
        if ($element/ancestor::text and not($element/self::text or $element/self::body)) then '#' || encode-for-uri($id)
        else if ($element/ancestor::teiHeader) then '#provenance'
        else if ($element/self::text or $element/self::body) then '#main'
        else ()"/>
  </xsl:function>

  <xsl:template match="graphic | media" mode="html" as="element()">
    <xsl:variable name="image" as="xs:string?" select="$page?images?(string(@url))"/>
    <xsl:choose>
      <xsl:when test="$image">
        <img src="{u:file($image)}" alt="{(../figDesc[1] ! f:words(.), ../head[1] ! f:words(.), '')[1]}" loading="lazy">
          <xsl:sequence select="f:source(.)"/>
        </img>
      </xsl:when>
      <xsl:when test="u:external(string(@url))">
        <a href="{u:external(@url)}" rel="external noopener noreferrer">
          <xsl:sequence select="f:source(.)"/>
          <span class="made">{f:label('image')}</span>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="f:source(.)"/>
          <span class="made">{f:label('image')}</span>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
