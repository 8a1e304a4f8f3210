<?xml version="1.0" encoding="UTF-8"?>
<!-- Canonical numbers (@n) of sections, paragraphs and verses, as the margin or the line shows them, with the address of the place. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The number of a place. Where it is the only place of its reference, it has the place's address: `#1.2`. -->
  <xsl:function name="f:canonical" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="string(($element/@r:number, $element/@n)[1])"/>
    <xsl:if test="$number ne ''">
      <xsl:element name="{if ($element/@r:ref) then 'a' else 'span'}">
        <xsl:attribute name="class" select="'made canonical', 'within'[$element[self::seg or self::milestone]]"/>
        <xsl:for-each select="$element/@r:ref">
          <xsl:attribute name="id" select="."/>
          <xsl:attribute name="href" select="'#' || ."/>
        </xsl:for-each>
        <xsl:text>{$number}</xsl:text>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- a section within a paragraph begins with its number -->
  <xsl:template match="(p | ab)/seg[@n] | milestone[@n][@unit = $f:numbered-units]" mode="html" as="element()+" priority="0.5">
    <xsl:sequence select="f:canonical(.)"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:variable name="f:numbered-units" as="xs:string+"
                select="'book', 'part', 'poem', 'chapter', 'section', 'paragraph', 'stanza', 'verse', 'line'"/>

  <!-- a division without a heading is known by its number -->
  <xsl:template match="div[@n or @r:number][not(head)][not(@type = ('translation', 'edition', 'textpart'))]" mode="html" as="element()" priority="0.7">
    <section>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:sequence select="f:part-name(.)"/>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <xsl:function name="f:part-name" as="element()">
    <xsl:param name="part" as="element()"/>
    <p class="made part-name">
      <xsl:text>{$part/@subtype ! (. || ' ')}</xsl:text>
      <xsl:sequence select="f:canonical($part)"/>
    </p>
  </xsl:function>

  <!-- one with a heading has its number before it; where that is all the heading says, it has only the address -->
  <xsl:template match="head[..[@r:ref][head[1] is current()]]" mode="html" as="element()" priority="6.5">
    <xsl:variable name="heading" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:element name="{local-name($heading)}">
      <xsl:copy-of select="$heading/@*"/>
      <xsl:choose>
        <xsl:when test="normalize-space(.) = (../(@r:number, @n)[1] ! (., . || '.'))">
          <span class="made" id="{../@r:ref}"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="f:canonical(..)"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:copy-of select="$heading/node()"/>
    </xsl:element>
  </xsl:template>

  <!-- paragraphs, with their numbers in the margin -->
  <xsl:template match="p[@n or @r:number] | ab[@n or @r:number]" mode="html" as="element()" priority="0.5">
    <xsl:element name="{if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:source(.), f:rendition(.), f:data('n', @n), f:canonical(.)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:sequence select="f:permalink(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- parts of an inscription's edition that have no heading of their own; one without content is none -->
  <xsl:template match="body/div[@type = ('apparatus', 'translation', 'commentary', 'bibliography')][not(head)][../div[@type = 'edition']]"
                mode="html" as="element()" priority="2.5">
    <section>
      <xsl:sequence select="f:source(.), f:data('type', @type)"/>
      <xsl:if test="normalize-space() or .//(graphic | ptr | ref | gap)">
        <p class="made caption">{f:label('part.' || @type)}{f:language-of-part(.)}</p>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <!-- of several parts of a kind (translations) each by its language -->
  <xsl:function name="f:language-of-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        if ($part/@xml:lang and count($part/../div[@type = $part/@type][@xml:lang]) gt 1)
        then ' · ' || f:label('language.' || tokenize($part/@xml:lang, '-')[1]) else ''"/>
  </xsl:function>

  <xsl:template match="div[@type = ('translation', 'commentary')]/div[@type = ../@type][@xml:lang][not(head)]" mode="html" as="element()" priority="2.5">
    <section>
      <xsl:sequence select="f:source(.), f:data('type', @type)"/>
      <p class="made caption">{f:label('language.' || tokenize(@xml:lang, '-')[1])}</p>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>
</xsl:stylesheet>
