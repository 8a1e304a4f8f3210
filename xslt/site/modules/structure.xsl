<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs and what else the text is built of. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="text | group" mode="html" as="element()*">
    <xsl:apply-templates select="front | body | back | group | text" mode="html"/>
    <xsl:apply-templates select="* except (front | body | back | group | text)" mode="html"/>
  </xsl:template>

  <xsl:template match="front | body | back" mode="html" as="element()">
    <div class="part">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <!-- Of abstracts in several languages the reader's own leads into the text; the others are folded (and shown below it,
       though the order of the source stays), and so is one that is too long for a beginning. -->
  <xsl:function name="f:lead" as="element(div)?">
    <xsl:param name="abstracts" as="element(div)+"/>
    <xsl:variable name="found" as="element(div)" select="
        ($abstracts[lang($site?lang)], $abstracts[lang(string($page?lang))], $abstracts)[1]"/>
    <xsl:sequence select="$found[string-length(f:words(.)) le $f:longest-lead]"/>
  </xsl:function>

  <!-- letters: about nine lines -->
  <xsl:variable name="f:longest-lead" as="xs:integer" select="750"/>

  <xsl:template match="front/div[@type = 'abstract']" mode="html" as="element()" priority="1">
    <xsl:variable name="leads" as="xs:boolean" select="exists(f:lead(../div[@type = 'abstract'])[. is current()])"/>
    <xsl:choose>
      <xsl:when test="$leads"><xsl:next-match/></xsl:when>
      <xsl:otherwise>
        <details class="folded">
          <summary class="made" lang="{ancestor-or-self::*[@xml:lang][1]/@xml:lang}">{(head[1] ! f:words(.), f:label('abstract'))[1]}</summary>
          <xsl:next-match/>
        </details>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A title page that begins with the title that stands above is folded, unless its page has a picture to read it by. -->
  <xsl:template match="front/div[@type = 'title'][empty(pb/@facs)][f:words(*[not(self::pb | self::fw)][1]) = string($page?title)]"
                mode="html" as="element()" priority="1">
    <details class="folded">
      <summary class="made">{f:label('title-page')}</summary>
      <xsl:next-match/>
    </details>
  </xsl:template>

  <!-- the heading of the one division that is the text says its title again: it is set small -->
  <xsl:template match="body/div[div][f:is-whole-text(.)]/head[1]" mode="html" as="element()" priority="0.7">
    <h2 class="text-title">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </h2>
  </xsl:template>

  <xsl:function name="f:is-whole-text" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="
        $division/@type = 'translation' or empty($division/../(* except $division)[not(self::div[@type = 'translation'])])"/>
  </xsl:function>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="html" as="element()">
    <section>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <!-- A heading's rank is its depth among divisions with headings; the page's title is the only one of rank 1. -->
  <xsl:template match="head" mode="html" as="element()">
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::*[starts-with(local-name(), 'div')][head])"/>
    <xsl:element name="h{min(($depth + 1, 6)) => xs:integer() => f:at-least(2)}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list/head | table/head | lg/head | figure/head | castList/head | castGroup/head | listBibl/head"
                mode="html" as="element()" priority="1">
    <p class="caption">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </p>
  </xsl:template>

  <xsl:function name="f:at-least" as="xs:integer">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="least" as="xs:integer"/>
    <xsl:sequence select="max(($number, $least))"/>
  </xsl:function>

  <xsl:function name="f:data" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:attribute name="data-{$name}" select="$value"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="p | ab" mode="html" as="element()">
    <xsl:element name="{if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:source(.), f:rendition(.)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:sequence select="f:permalink(.), f:told(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:permalink" as="element()?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="id" as="attribute()?" select="($element/@r:ref, $element ! f:id(.))[1]"/>
    <xsl:if test="$id">
      <a class="made" href="#{$id}">¶</a>
    </xsl:if>
  </xsl:function>

  <!-- how the source looked: indented, centred, italic … as a class; nothing else is taken over -->
  <xsl:function name="f:rendition" as="attribute(class)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="
        ($element/@rend ! tokenize(lower-case(.), '[^a-z]+'), $element/@rendition ! tokenize(., '[#\s:]+') ! lower-case(.))
        [. = ('indent', 'center', 'centre', 'right', 'bold', 'italic', 'small')]"/>
    <xsl:if test="exists($words)">
      <xsl:attribute name="class" select="distinct-values($words ! ('r-' || replace(., 'centre', 'center')))"/>
    </xsl:if>
  </xsl:function>

  <!-- quotations: set off where they stand alone or hold paragraphs, else part of the sentence -->
  <xsl:template match="quote[f:is-set-off(.)] | cit | epigraph | floatingText" mode="html" as="element()">
    <blockquote>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:sequence select="f:permalink(self::quote | self::cit)"/>
    </blockquote>
  </xsl:template>

  <!-- a quotation with its source that is part of a sentence -->
  <xsl:template match="cit[parent::p or parent::ab or parent::seg or parent::note or parent::hi or parent::quote]
      [not(.//p or .//lg or .//l or .//ab)][../text()[normalize-space()]]" mode="html" as="element()" priority="0.8">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="titlePage | docTitle | docImprint | argument | opener | closer | postscript | address | figure
      | listPerson | listPlace | listOrg | listEvent | person | place | org | event" mode="html" as="element()">
    <div>
      <xsl:sequence select="f:source(.), f:rendition(.)"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <xsl:template match="titlePart | docAuthor | docDate | docEdition | byline | dateline | salute | signed | trailer | addrLine
      | imprimatur | figDesc | desc | titlePage/pubPlace | titlePage/publisher | figure/p" mode="html" as="element()" priority="0.6">
    <xsl:element name="{f:line(.)}">
      <xsl:sequence select="f:source(.), f:rendition(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- a line of its own, but for the author in a byline, the date in a dateline: HTML has no paragraph in a paragraph -->
  <xsl:function name="f:line" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="lines" as="xs:string+" select="
        'titlePart', 'byline', 'dateline', 'salute', 'signed', 'trailer', 'imprimatur', 'docEdition', 'l', 'head'"/>
    <xsl:sequence select="
        if ($element/(ancestor::*[local-name() = $lines] | ancestor::*[map:contains($f:block-names, local-name()) or self::note][1][self::p or self::ab]))
        then 'span' else if (f:holds-blocks($element)) then 'div' else 'p'"/>
  </xsl:function>
</xsl:stylesheet>
