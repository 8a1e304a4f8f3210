<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions about TEI nodes that several modules ask. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
  <!-- blocks of a translation by the block that they translate -->
  <xsl:key name="translation" match="div[@type = 'translation']//*[@corresp]"
           use="tokenize(@corresp) ! substring-after(., '#')"/>

  <!-- elements that cannot stand inside an HTML paragraph -->
  <xsl:variable name="f:blocks" as="xs:string+" select="
      'p', 'ab', 'list', 'table', 'lg', 'l', 'figure', 'floatingText', 'listBibl', 'sp', 'castList', 'address', 'cit',
      'epigraph', 'argument', 'opener', 'closer', 'div', 'biblStruct', 'listPerson', 'listPlace', 'listOrg', 'listEvent',
      'person', 'place', 'org', 'event', 'listApp', 'listWit', 'entry', 'entryFree', 'superEntry', 'postscript', 'castGroup', 'titlePage',
      'docTitle', 'docImprint', 'zone', 'surface'"/>

  <xsl:variable name="f:block-names" as="map(xs:string, xs:boolean)" select="map:merge($f:blocks ! map:entry(., true()))"/>

  <!-- The element's own id, or the one that the program made from its text. -->
  <xsl:function name="f:id" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="id" as="xs:string?" select="$element[not(@r:twin)] ! (@xml:id, @r:id)[1] ! string()"/>
    <xsl:if test="$id">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
  </xsl:function>

  <!-- What every HTML element keeps of its source: TEI name, id, language, the picture it stands on and where. -->
  <xsl:function name="f:source" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:attribute name="data-tei" select="local-name($element)"/>
    <xsl:sequence select="f:id($element), f:lang($element), f:data('image', $element/@r:image),
        $element[exists($f:stages)] ! f:stage(.)"/>
    <xsl:for-each select="$element/@facs[contains(., '#')]">
      <xsl:sequence select="f:data('facs', replace(., '#', ''))"/>
    </xsl:for-each>
    <xsl:for-each select="$element/@cert[. ne 'high'], $element[contains(@resp, 'edition-annotate')]/@resp">
      <xsl:attribute name="data-{local-name()}" select="if (local-name() eq 'resp') then 'machine' else ."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:lang" as="attribute(lang)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang[. ne '']">
      <xsl:attribute name="lang" select="f:language-tag($element/@xml:lang)"/>
    </xsl:if>
  </xsl:function>

  <!-- A language as HTML wants it: by the code of two letters where there is one (ISO 639-2 and 639-3 beside 639-1). -->
  <xsl:function name="f:language-tag" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="code" as="xs:string" select="lower-case(tokenize($tag, '-')[1])"/>
    <xsl:sequence select="
        if (map:contains($f:two-letters, $code)) then $f:two-letters($code) || substring($tag, string-length($code) + 1) else $tag"/>
  </xsl:function>

  <xsl:variable name="f:two-letters" as="map(xs:string, xs:string)" select="
      map:merge(tokenize('ara:ar arm:hy hye:hy aze:az baq:eu eus:eu bul:bg cat:ca ces:cs cze:cs chi:zh zho:zh cym:cy wel:cy dan:da deu:de ger:de
        dut:nl nld:nl ell:el gre:el eng:en est:et fas:fa per:fa fin:fi fra:fr fre:fr geo:ka kat:ka gle:ga glg:gl heb:he hin:hi hrv:hr hun:hu
        ice:is isl:is ita:it jpn:ja kaz:kk kir:ky kor:ko lat:la lav:lv lit:lt nor:no nob:nb nno:nn pol:pl por:pt ron:ro rum:ro rus:ru san:sa
        slk:sk slo:sk slv:sl spa:es srp:sr swe:sv tat:tt tur:tr ukr:uk urd:ur uzb:uz vie:vi yid:yi')
        ! map:entry(substring-before(., ':'), substring-after(., ':')))"/>

  <!-- the language of words on a page that speaks another -->
  <xsl:function name="f:other-lang" as="attribute(lang)?">
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:if test="not($lang = ('', $site?lang))">
      <xsl:attribute name="lang" select="f:language-tag($lang)"/>
    </xsl:if>
  </xsl:function>

  <!-- languages whose own script runs from right to left, by both of their codes, and such scripts -->
  <xsl:variable name="f:right-to-left" as="xs:string" select="
      '^(ar|ara|arb|fa|fas|per|pes|prs|far|he|heb|hbo|ur|urd|ps|pus|yi|yid|syr|syc|arc|jpa|sam|ckb|sd|snd|dv|div|ug|uig)(-|$)|-(Arab|Aran|Hebr|Syrc|Thaa|Samr|Mand|Nkoo|Adlm)(-|$)'"/>

  <!-- the direction of what belongs to a text in a script that runs from right to left: its title block, its line in a list -->
  <xsl:function name="f:dir" as="attribute(dir)?">
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:if test="matches($lang, $f:right-to-left) and not(contains($lang, '-Latn'))">
      <xsl:attribute name="dir" select="'rtl'"/>
    </xsl:if>
  </xsl:function>

  <!-- the same for a text that tells no language: by most of its first letters -->
  <xsl:function name="f:letters-dir" as="attribute(dir)?">
    <xsl:param name="text" as="element()*"/>
    <xsl:variable name="words" as="xs:string" select="string-join(($text//text()[normalize-space()])[position() le 60])"/>
    <xsl:variable name="from-right" as="xs:string" select="replace($words, '[^&#x590;-&#x8FF;&#xFB1D;-&#xFDFF;&#xFE70;-&#xFEFC;]', '')"/>
    <xsl:if test="$from-right ne '' and string-length($from-right) * 2 gt string-length(replace($words, '\P{L}', ''))">
      <xsl:attribute name="dir" select="'rtl'"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether an element holds others that an HTML paragraph cannot hold; notes are made of spans and do not count. -->
  <xsl:function name="f:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        exists($element/*[not(self::note)]
          [map:contains($f:block-names, local-name()) or self::quote[f:is-set-off(.)] or f:holds-blocks(.)])"/>
  </xsl:function>

  <!-- Whether a quotation is a block: it holds paragraphs or verse, or stands where no sentence goes on beside it. -->
  <xsl:function name="f:is-set-off" as="xs:boolean">
    <xsl:param name="quote" as="element(quote)"/>
    <xsl:sequence select="
        exists($quote[p | lg | l | ab]) or empty($quote/..[self::p or self::ab or self::head or self::item or self::q or self::cit or self::seg
          or self::hi or self::quote or self::note or text()[normalize-space()]])"/>
  </xsl:function>

  <!-- The words of an element without notes, furniture and the editor's half of a choice. -->
  <xsl:function name="f:words" as="xs:string">
    <xsl:param name="element" as="node()*"/>
    <xsl:variable name="texts" as="xs:string*">
      <xsl:apply-templates select="$element" mode="plain-text"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($texts))"/>
  </xsl:function>

  <xsl:template match="note | fw | corr | reg | expan | figDesc | teiHeader" mode="plain-text" as="xs:string?"/>
  <xsl:template match="choice/text() | subst/text()" mode="plain-text" as="xs:string?"/>
</xsl:stylesheet>
