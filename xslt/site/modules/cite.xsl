<?xml version="1.0" encoding="UTF-8"?>
<!-- "Cite this": the article of this edition in two styles and in three formats for reference managers. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="cite-this" as="element()?">
    <xsl:if test="exists($page?citation)">
      <section class="cite" id="cite" aria-labelledby="cite-head">
        <h2 id="cite-head">{f:label('cite')}</h2>
        <dl>
          <dt>Chicago</dt>
          <dd class="csl">
            <xsl:sequence select="f:chicago($page?citation)"/>
          </dd>
          <dt>APA</dt>
          <dd class="csl">
            <xsl:sequence select="f:apa($page?citation)"/>
          </dd>
        </dl>
        <xsl:sequence select="
            f:export('BibTeX', f:bibtex($page?citation)), f:export('CSL-JSON', f:csl-json($page?citation)),
            f:export('RIS', f:ris($page?citation))"/>
        <xsl:if test="exists($page?revision)">
          <p class="revision">{f:label('revision', map { 'commit': $page?revision?commit, 'date': $page?revision?date })}</p>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:export" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <details class="export">
      <summary>{$name}</summary>
      <pre tabindex="0">{$text}</pre>
    </details>
  </xsl:function>

  <!-- where to find it: the DOI, else the address -->
  <xsl:function name="f:locator" as="xs:string?">
    <xsl:sequence select="if ($site?doi) then u:external($site?doi) else u:canonical()"/>
  </xsl:function>

  <xsl:variable name="f:release" as="xs:string" select="
      string-join((($site?version)[. ne ''] ! f:label('version', map { 'version': . }),
        ($page?revision?commit)[. ne ''] ! f:label('commit', map { 'commit': . })), ', ')"/>

  <!-- Turlybek, Aslan, and Dinara Zhumatayeva. “Title.” In Edition, edited by … Publisher, 2026. Version. Address. -->
  <xsl:function name="f:chicago" as="node()*">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="authors" as="map(*)*" select="$citation?authors?*"/>
    <xsl:variable name="names" as="xs:string*" select="head($authors)?inverted, tail($authors)?name"/>
    <xsl:text>{f:sentence(f:joined($names))}“{$citation?title}.” </xsl:text>
    <xsl:text>{f:label('cite.in')} </xsl:text>
    <i>{$site?title}</i>
    <xsl:text>{replace(string($site?editors?*[1] ! (', ' || f:label('cite.edited', map { 'names': f:joined($site?editors?*) }))), '\.$', '')}. </xsl:text>
    <xsl:text>{f:sentence(string-join(($site?publisher, $citation?year)[. ne ''], ', '))}{f:sentence($f:release)}</xsl:text>
    <xsl:sequence select="f:link(f:locator())"/>
  </xsl:function>

  <!-- Turlybek, A., & Zhumatayeva, D. (2026). Title. In … (Ed.), Edition (Version). Publisher. Address -->
  <xsl:function name="f:apa" as="node()*">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="names" as="xs:string*" select="$citation?authors?*?initials"/>
    <xsl:variable name="joined" as="xs:string" select="
        if (count($names) lt 2) then string($names) else string-join($names[position() lt last()], ', ') || ', &amp; ' || $names[last()]"/>
    <xsl:variable name="date" as="xs:string" select="'(' || ($citation?year[. ne ''], f:label('cite.undated'))[1] || '). '"/>
    <xsl:text>{if ($joined) then $joined || ' ' || $date || f:sentence($citation?title) else f:sentence($citation?title) || $date}</xsl:text>
    <xsl:text>{f:label('cite.in')} {if (exists($site?editors?*)) then f:joined($site?editors?*) || ' (' || f:label('cite.editor') || '), ' else ''}</xsl:text>
    <i>{$site?title}</i>
    <xsl:text>{if ($f:release) then ' (' || $f:release || ')' else ''}. {f:sentence(string($site?publisher))}</xsl:text>
    <xsl:sequence select="f:link(f:locator())"/>
  </xsl:function>

  <xsl:function name="f:joined" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="
        if (count($names) lt 2) then string($names)
        else string-join($names[position() lt last()], ', ') || ' ' || f:label('and') || ' ' || $names[last()]"/>
  </xsl:function>

  <!-- text with one full stop and a space behind it; nothing for nothing -->
  <xsl:function name="f:sentence" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (normalize-space($text) eq '') then '' else replace($text, '[.\s]+$', '') || '. '"/>
  </xsl:function>

  <xsl:function name="f:link" as="element()?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:if test="$address">
      <a href="{$address}">{$address}</a>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
