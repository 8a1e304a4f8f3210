<?xml version="1.0" encoding="UTF-8"?>
<!-- The language of the guidelines: which of the ODD's descriptions speak, and the words of the pages themselves. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:odd="urn:edition:odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- one that the chapters speak -->
  <xsl:param name="lang" as="xs:string" select="'en'"/>

  <xsl:variable name="odd:words" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'guidelines': 'Guidelines', 'elements': 'Elements', 'attributes': 'Attributes', 'values': 'Values', 'rules': 'Rules',
      'chapters': 'Chapters', 'shared': 'Attributes that many elements share', 'value-lists': 'Kinds of values and lists of values',
      'beyond': 'Rules beyond the grammar', 'text-only': 'Text only.', 'nothing': 'Nothing.', 'text-and': 'Text and:',
      'no-text': 'No text; elements:', 'parents': 'May stand in $1 elements', 'content': 'Content', 'from-classes': 'From classes:',
      'required': 'required', 'value': 'Value:', 'several': 'Several are separated by blanks.', 'one-of': 'One of:',
      'for-example': 'For example:', 'of': ' of $1', 'error': 'error', 'warning': 'warning' },
    'tr': map {
      'guidelines': 'Kılavuz', 'elements': 'Öğeler', 'attributes': 'Öznitelikler', 'values': 'Değerler', 'rules': 'Kurallar',
      'chapters': 'Bölümler', 'shared': 'Birçok öğenin paylaştığı öznitelikler', 'value-lists': 'Değer türleri ve değer listeleri',
      'beyond': 'Dilbilgisini aşan kurallar', 'text-only': 'Yalnız metin.', 'nothing': 'İçeriği yoktur.', 'text-and': 'Metin ve şunlar:',
      'no-text': 'Metin yok; öğeler:', 'parents': '$1 öğe içinde bulunabilir', 'content': 'İçerik', 'from-classes': 'Sınıflardan:',
      'required': 'zorunlu', 'value': 'Değer:', 'several': 'Birden çok değer boşlukla ayrılır.', 'one-of': 'Şunlardan biri:',
      'for-example': 'Örneğin:', 'of': ' ($1)', 'error': 'hata', 'warning': 'uyarı' } }"/>

  <xsl:function name="odd:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($odd:words($lang)($key), $odd:words('en')($key), $key)[1]"/>
  </xsl:function>

  <xsl:function name="odd:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="put" as="xs:string"/>
    <xsl:sequence select="replace(odd:word($key), '$1', $put, 'q')"/>
  </xsl:function>

  <!-- of elements that say one thing in several languages the one to show: else the English one, or the first -->
  <xsl:function name="odd:in-language" as="element()?">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="($elements[@xml:lang = $lang], $elements[not(@xml:lang) or @xml:lang = 'en'], $elements)[1]"/>
  </xsl:function>

  <xsl:function name="odd:desc" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="normalize-space(odd:in-language($spec/desc))"/>
  </xsl:function>

  <!-- the chapters: a translation names the chapter that it stands for, shares its address and takes its examples over -->
  <xsl:function name="odd:chapters" as="element(div)*">
    <xsl:param name="divisions" as="element(div)*"/>
    <xsl:for-each select="$divisions[not(odd:original(.))]">
      <xsl:sequence select="odd:in-language((., $divisions[odd:original(.) is current()]))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:original" as="element(div)?">
    <xsl:param name="division" as="element(div)"/>
    <xsl:sequence select="$division[@xml:lang]/../div['#' || @xml:id = $division/@corresp]"/>
  </xsl:function>

  <xsl:function name="odd:id" as="xs:string">
    <xsl:param name="division" as="element(div)"/>
    <xsl:variable name="first" as="element(div)" select="(odd:original($division), $division)[1]"/>
    <xsl:sequence select="string(($first/@xml:id, generate-id($first))[1])"/>
  </xsl:function>
</xsl:stylesheet>
