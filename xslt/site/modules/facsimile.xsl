<?xml version="1.0" encoding="UTF-8"?>
<!-- The pictures of the pages beside the text: a strip of them, which a script turns into a viewer in step with the text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="facsimile" as="element()?">
    <xsl:if test="exists($page?facsimile?*)">
      <details class="facsimile" open="open" data-viewer="{u:file('assets/openseadragon.js')}">
        <summary>{f:label('facsimile')}</summary>
        <ol>
          <xsl:apply-templates select="$page?facsimile?*" mode="picture"/>
        </ol>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- A page: its picture, which leads to the whole of it, and its name, which leads to the text. -->
  <xsl:template match="." mode="picture" as="element()">
    <xsl:variable name="name" as="xs:string" select="
        if (?name ne '') then f:label('page', map { 'n': ?name }) else f:label('facsimile.picture', map { 'n': string(?number) })"/>
    <li id="facsimile-{?number}" data-number="{?number}">
      <xsl:sequence select="f:data('zones', ?zones), f:data('service', ?service)"/>
      <a class="picture" href="{f:whole-picture(.)}">
        <xsl:sequence select="f:img(.)"/>
      </a>
      <xsl:choose>
        <xsl:when test="?at ne ''">
          <a class="to-text" href="#{encode-for-uri(?at)}" title="{f:label('facsimile.text')}">{$name}</a>
        </xsl:when>
        <xsl:otherwise>
          <span class="to-text">{$name}</span>
        </xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- a size of the picture that fits a strip, or the column beside the text; loaded when it comes into sight -->
  <xsl:function name="f:img" as="element()">
    <xsl:param name="picture" as="map(*)"/>
    <xsl:variable name="name" as="xs:string" select="($picture?name[. ne ''], string($picture?number))[1]"/>
    <img src="{f:small-picture($picture)}" alt="{f:label('facsimile.of', map { 'n': $name })}" loading="lazy" decoding="async">
      <xsl:if test="$picture?width gt 0 and $picture?height gt 0">
        <xsl:attribute name="width" select="$picture?width"/>
        <xsl:attribute name="height" select="$picture?height"/>
      </xsl:if>
      <xsl:if test="exists($picture?sizes?*)">
        <xsl:attribute name="srcset" select="string-join($picture?sizes?* ! (f:file-address(?path) || ' ' || ?width || 'w'), ', ')"/>
        <xsl:attribute name="sizes" select="'(min-width: 66rem) 30rem, 8rem'"/>
      </xsl:if>
    </img>
  </xsl:function>

  <xsl:function name="f:whole-picture" as="xs:string">
    <xsl:param name="picture" as="map(*)"/>
    <xsl:sequence select="if ($picture?path) then f:file-address($picture?path) else u:external($picture?address)"/>
  </xsl:function>

  <xsl:function name="f:small-picture" as="xs:string">
    <xsl:param name="picture" as="map(*)"/>
    <xsl:sequence select="
        if ($picture?thumb) then u:external($picture?thumb)
        else ($picture?sizes?*[last()]?path ! f:file-address(.), f:whole-picture($picture))[1]"/>
  </xsl:function>

  <!-- a file's name may hold blanks and signs that an address must not -->
  <xsl:function name="f:file-address" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="u:file(string-join(tokenize($path, '/') ! encode-for-uri(.), '/'))"/>
  </xsl:function>

  <!-- where the page shows the picture that a page break names -->
  <xsl:function name="f:shown-picture" as="xs:string?">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="string($break/@r:image)"/>
    <xsl:sequence select="if ($number = ($page?facsimile?*?number ! string())) then '#facsimile-' || $number else ()"/>
  </xsl:function>

  <!-- the picture that a register gives of an entry, with who made it and its licence -->
  <xsl:function name="f:portrait" as="element()">
    <xsl:param name="portrait" as="map(*)"/>
    <xsl:param name="name" as="xs:string"/>
    <figure class="portrait">
      <img src="{u:file(($portrait?sizes?*?path, $portrait?path)[1])}" width="{$portrait?width}" height="{$portrait?height}"
           alt="{($portrait?text[. ne ''], $name)[1]}" loading="lazy">
        <xsl:if test="array:size($portrait?sizes) gt 1">
          <xsl:attribute name="srcset" select="$portrait?sizes?* ! (u:file(?path) || ' ' || ?width || 'w')" separator=", "/>
          <xsl:attribute name="sizes" select="'9rem'"/>
        </xsl:if>
      </img>
      <xsl:if test="exists($portrait?credit?*) or $portrait?licence ne ''">
        <figcaption>
          <xsl:for-each select="$portrait?credit?*">
            <span><xsl:sequence select="f:other-lang(?lang)"/>{?text}</span>
            <xsl:text> </xsl:text>
          </xsl:for-each>
          <xsl:for-each select="$portrait?licence[u:external(.)]">
            <a rel="license" href="{u:external(.)}">{($portrait?licence-name[. ne ''], f:licence(.))[1]}</a>
          </xsl:for-each>
        </figcaption>
      </xsl:if>
    </figure>
  </xsl:function>
</xsl:stylesheet>
