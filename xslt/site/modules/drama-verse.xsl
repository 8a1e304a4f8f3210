<?xml version="1.0" encoding="UTF-8"?>
<!-- Plays and poems: speeches, stage directions, verse, casts. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="sp" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.), @who ! f:data('who', replace(., '#', ''))"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <xsl:template match="speaker" mode="html" as="element()">
    <p>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </p>
  </xsl:template>

  <!-- a speaker leads to the entry that the speech names -->
  <xsl:template match="speaker[@r:kind]" mode="html" as="element()" priority="4.5">
    <xsl:variable name="target" as="xs:string?" select=".[f:may-be-link(.)] ! f:mention-target(.)"/>
    <p>
      <xsl:sequence select="f:source(.)"/>
      <xsl:element name="{if ($target and not(@r:again)) then 'a' else 'span'}">
        <xsl:sequence select="f:data('kind', @r:kind), @r:also ! f:data('also', .)"/>
        <xsl:if test="$target">
          <xsl:attribute name="{if (@r:again) then 'data-to' else 'href'}" select="$target"/>
        </xsl:if>
        <xsl:apply-templates mode="html"/>
      </xsl:element>
    </p>
  </xsl:template>

  <!-- an utterance tells who speaks: by the name that the text's own list of persons has, else by what the source says -->
  <xsl:template match="u" mode="html" as="element()">
    <xsl:variable name="utterance" as="element()" select="."/>
    <xsl:element name="{if (ancestor::p or ancestor::note) then 'span' else if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:source(.), @who ! f:data('who', replace(., '#', ''))"/>
      <xsl:if test="normalize-space(@who)">
        <b class="made speaker">
          <xsl:for-each select="tokenize(@who)">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:sequence select="f:speaker-link(., position(), $utterance)"/>
          </xsl:for-each>
          <xsl:text>: </xsl:text>
        </b>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- the entry that the program found (r:who) has the place of its pointer in the source -->
  <xsl:function name="f:speaker-link" as="node()">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="utterance" as="element()"/>
    <xsl:variable name="keys" as="xs:string*" select="tokenize($utterance/@r:who)"/>
    <xsl:variable name="entry" as="map(*)?" select="$page?entities?(string($keys[$number][count($keys) = count(tokenize($utterance/@who))]))[?path ne '']"/>
    <xsl:choose>
      <xsl:when test="exists($entry)">
        <a href="{u:page($entry?path)}">{$entry?name}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="f:speaker($pointer, $utterance)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="f:speaker" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="utterance" as="element()"/>
    <xsl:variable name="person" as="element()?" select="key('id', replace($pointer, '^.*#', ''), root($utterance))[1]"/>
    <xsl:sequence select="($person/(persName, name, role)[1] ! f:words(.), replace($pointer, '^.*[#:]', ''))[. ne ''][1]"/>
  </xsl:function>

  <!-- a direction within a speech's line or paragraph is part of it; else it stands alone -->
  <xsl:template match="stage" mode="html" as="element()">
    <xsl:element name="{if (parent::p | parent::l | parent::ab | parent::head | parent::speaker | parent::stage | parent::seg
        | parent::hi | parent::q | parent::castItem | parent::roleDesc) then 'span' else 'p'}">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="set | prologue | epilogue | performance | spGrp" mode="html" as="element()">
    <section>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <xsl:template match="role | roleDesc | actor | move | sound | view | camera | caption | tech" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="lg" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .), .[@r:number][not(@r:ref and head)] ! f:canonical(.)"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <!-- a line of verse; the second part of a line that two speakers share is set in -->
  <xsl:template match="l" mode="html" as="element()">
    <xsl:element name="{if (parent::p | parent::q | parent::seg) then 'span' else if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:source(.), f:rendition(.), @part ! f:data('part', .), f:data('n', (@r:number, @n)[1]), f:canonical(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="caesura | rhyme" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
