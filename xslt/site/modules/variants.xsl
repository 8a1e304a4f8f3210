<?xml version="1.0" encoding="UTF-8"?>
<!-- Variant readings: the lemma is the text; the other readings stand behind it in brackets, with who has them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="app" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .), f:place-id(.)"/>
      <xsl:apply-templates select="f:base(.)" mode="html"/>
      <xsl:call-template name="readings"/>
    </span>
  </xsl:template>

  <!-- an apparatus that stands apart from its text: an entry a paragraph -->
  <xsl:template match="listApp" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates select="*" mode="html"/>
    </div>
  </xsl:template>

  <xsl:template match="listApp/app | div/app" mode="html" as="element()" priority="1">
    <p>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:call-template name="readings"/>
    </p>
  </xsl:template>

  <!-- All readings of an entry but the one that is the text; in brackets, which are left out where a unit's apparatus
       gathers them. -->
  <xsl:template name="readings" as="element()?">
    <xsl:variable name="base" as="element()?" select="f:base(.)"/>
    <xsl:variable name="sources" as="xs:string" select="f:sigla($base)"/>
    <xsl:variable name="place" as="xs:string" select="f:place-of-entry(.)"/>
    <xsl:if test="f:has-readings(.)">
      <small class="{string-join(('readings', 'gathered'[exists(f:unit-of(current()))]), ' ')}">
        <span class="made"> [{($place, $sources)[. ne ''] => string-join(' ')}</span>
        <xsl:apply-templates select="* except $base" mode="html"/>
        <span class="made">]</span>
      </small>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:has-readings" as="xs:boolean">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="base" as="element()?" select="f:base($entry)"/>
    <xsl:sequence select="exists($entry/(* except $base)) or f:sigla($base) ne ''"/>
  </xsl:function>

  <!-- the reading that stands in the text; none where the entry speaks of words elsewhere -->
  <xsl:function name="f:base" as="element()?">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="
        if ($entry[@from or @to or parent::listApp or parent::div]) then ()
        else ($entry/lem, $entry/rdgGrp/lem, $entry/rdg, $entry/rdgGrp//rdg)[1]"/>
  </xsl:function>

  <xsl:template match="app/*[self::lem or self::rdg or self::rdgGrp] | rdgGrp/*[self::lem or self::rdg or self::rdgGrp]"
                mode="html" as="element()*" priority="1">
    <xsl:variable name="entry" as="element(app)" select="ancestor::app[1]"/>
    <xsl:variable name="base" as="element()?" select="f:base($entry)"/>
    <xsl:choose>
      <xsl:when test=". is $base">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <span class="made">{f:before-reading(., $base)}</span>
        <span>
          <xsl:sequence select="f:source(.), @type ! f:data('type', .), f:held-by(.)"/>
          <xsl:apply-templates select="node() except $base" mode="html"/>
          <xsl:if test="not(self::rdgGrp) and not(f:has-content(.))">
            <i class="made">{f:label('reading.omitted')}</i>
          </xsl:if>
        </span>
        <xsl:where-populated>
          <span class="made">{f:sigla(.) ! (' ' || .)[. ne ' ']}</span>
        </xsl:where-populated>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the reading that is the text -->
  <xsl:template match="app//lem | app//rdg" mode="html" as="element()" priority="0.5">
    <span>
      <xsl:sequence select="f:source(.), f:held-by(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- what the editor says of a reading stands with it -->
  <xsl:template match="app/note | rdgGrp/note | app/witDetail | rdgGrp/witDetail | app/wit | rdgGrp/wit" mode="html" as="element()+" priority="3">
    <span class="made">{' '}</span>
    <span class="app-note">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- readings are told apart by semicolons; where the text's own sources stand before, by a colon -->
  <xsl:function name="f:before-reading" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="base" as="element()?"/>
    <xsl:variable name="before" as="element()*"
                  select="$reading/preceding-sibling::*[not(. is $base)][self::lem or self::rdg or self::rdgGrp]"/>
    <xsl:variable name="is-first" as="xs:boolean" select="empty($before) and empty($reading/parent::rdgGrp)"/>
    <xsl:sequence select="
        if ($reading/parent::rdgGrp and empty($before)) then ''
        else if (not($is-first)) then (if ($before[last()]/self::lem) then ': ' else '; ')
        else if (f:sigla($base) ne '') then ' : '
        else if (f:place-of-entry($reading/ancestor::app[1]) ne '') then ' ' else ''"/>
  </xsl:function>

  <xsl:function name="f:place-of-entry" as="xs:string">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:sequence select="string(($entry/@loc, $entry[parent::listApp or parent::div]/@n)[1])"/>
  </xsl:function>

  <xsl:function name="f:has-content" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="normalize-space($reading) ne '' or exists($reading/descendant::*[self::gap or self::space or self::g or self::graphic or self::lacunaStart or self::lacunaEnd or self::witStart or self::witEnd])"/>
  </xsl:function>

  <!-- Witnesses, sources and editors of a reading by their sigla. -->
  <xsl:function name="f:sigla" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:variable name="pointers" as="xs:string*" select="$reading/(@wit, @source, @resp[not(contains(., 'edition-annotate'))]) ! tokenize(.)"/>
    <xsl:sequence select="string-join(distinct-values($pointers ! f:siglum(., $reading)), ' ')"/>
  </xsl:function>

  <xsl:function name="f:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="here" as="element()"/>
    <xsl:variable name="id" as="xs:string" select="replace($pointer, '^.*#', '')"/>
    <xsl:variable name="source" as="element()?" select="key('id', $id, root($here))[1]"/>
    <xsl:sequence select="($source ! f:name-of-source(.), $id)[. ne ''][1]"/>
  </xsl:function>

  <xsl:function name="f:name-of-source" as="xs:string?">
    <xsl:param name="source" as="element()"/>
    <xsl:variable name="name" as="item()?" select="
        ($source/abbr[@type = 'siglum'], $source/self::witness/@n[string-length() le string-length($source/@xml:id)], $source/idno[@type = 'siglum'], $source/abbr,
         $source/descendant::surname, $source/persName, $source/self::name, $source/author)[1]"/>
    <xsl:sequence select="$name ! normalize-space(.)[string-length(.) le 40]"/>
  </xsl:function>

  <!-- in a title or a contents only what the text reads -->
  <xsl:template match="app" mode="plain-text" as="xs:string*">
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates select="f:base(.)" mode="plain-text"/>
    </xsl:variable>
    <xsl:sequence select="$words"/>
  </xsl:template>
</xsl:stylesheet>
