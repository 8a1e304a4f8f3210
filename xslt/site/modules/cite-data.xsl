<?xml version="1.0" encoding="UTF-8"?>
<!-- An article of this edition as BibTeX, CSL-JSON and RIS. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:function name="f:bibtex" as="xs:string">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="fields" as="map(*)*" select="
        map { 'name': 'author', 'value': string-join($citation?authors?*?inverted ! f:tex(.), ' and ') },
        map { 'name': 'title', 'value': '{' || f:tex($citation?title) || '}' },
        map { 'name': 'booktitle', 'value': f:tex($site?title) },
        map { 'name': 'editor', 'value': string-join($site?editors?* ! ('{' || f:tex(.) || '}'), ' and ') },
        map { 'name': 'publisher', 'value': f:tex(string($site?publisher)) },
        map { 'name': 'year', 'value': $citation?year },
        map { 'name': 'version', 'value': f:tex(f:version()) },
        map { 'name': 'langid', 'value': $f:babel(string(tokenize($page?lang, '-')[1])) },
        map { 'name': 'doi', 'value': f:bare-doi() },
        map { 'name': 'url', 'value': u:canonical() }"/>
    <xsl:sequence select="
        '@incollection{' || replace($page?id, '[^\w.:-]+', '-') || ',&#10;' ||
        string-join($fields[string(?value) ne ''] ! ('  ' || ?name || ' = {' || ?value || '}'), ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <!-- release and commit without words of a language -->
  <xsl:function name="f:version" as="xs:string">
    <xsl:sequence select="string-join(($site?version, $page?revision?commit)[. ne ''], '+')"/>
  </xsl:function>

  <!-- text in which no character has a meaning for TeX -->
  <xsl:function name="f:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="
        if (matches($plain, '[\\{}~\^&amp;%$#_]'))
        then string-join(string-to-codepoints($plain) ! codepoints-to-string(.) ! ($f:tex-escapes(.), .)[1])
        else $plain"/>
  </xsl:function>

  <xsl:variable name="f:tex-escapes" as="map(xs:string, xs:string)" select="map {
      '\': '\textbackslash{}', '{': '\{', '}': '\}', '~': '\textasciitilde{}', '^': '\textasciicircum{}',
      '&amp;': '\&amp;', '%': '\%', '$': '\$', '#': '\#', '_': '\_' }"/>

  <!-- languages by the names that biblatex has for them -->
  <xsl:variable name="f:babel" as="map(xs:string, xs:string)" select="map {
      'tr': 'turkish', 'en': 'english', 'de': 'german', 'fr': 'french', 'ru': 'russian', 'it': 'italian', 'es': 'spanish', 'la': 'latin',
      'pl': 'polish', 'nl': 'dutch', 'ar': 'arabic', 'fa': 'persian', 'uk': 'ukrainian', 'hy': 'armenian', 'az': 'azerbaijani', 'ka': 'georgian',
      'el': 'greek', 'he': 'hebrew', 'pt': 'portuguese', 'cs': 'czech', 'hu': 'hungarian', 'sv': 'swedish', 'da': 'danish', 'kk': 'kazakh' }"/>

  <!-- the DOI without the address that resolves it -->
  <xsl:function name="f:bare-doi" as="xs:string">
    <xsl:sequence select="replace(string($site?doi), '^(https?://(dx\.)?doi\.org/|doi:\s*)', '', 'i')"/>
  </xsl:function>

  <xsl:function name="f:csl-json" as="xs:string">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="issued" as="xs:integer*" select="tokenize($citation?date, '-')[. castable as xs:integer] ! xs:integer(.)"/>
    <xsl:sequence select="
        serialize(array { f:filled(map {
          'id': $page?id, 'type': 'chapter', 'title': $citation?title, 'container-title': $site?title,
          'author': array { $citation?authors?* ! f:csl-name(.) },
          'editor': array { $site?editors?* ! map { 'literal': . } },
          'publisher': $site?publisher, 'issued': $issued[1] ! map { 'date-parts': [ array { $issued } ] }, 'version': f:version(),
          'language': $page?lang, 'DOI': f:bare-doi(), 'URL': u:canonical() }) }, map { 'method': 'json', 'indent': true() })"/>
  </xsl:function>

  <xsl:function name="f:csl-name" as="map(*)">
    <xsl:param name="author" as="map(*)"/>
    <xsl:sequence select="
        if ($author?family ne '') then f:filled(map { 'family': $author?family, 'given': $author?given })
        else map { 'literal': $author?name }"/>
  </xsl:function>

  <xsl:function name="f:ris" as="xs:string">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="lines" as="map(*)*" select="
        map { 'tag': 'TY', 'value': 'CHAP' },
        $citation?authors?*?inverted ! map { 'tag': 'AU', 'value': . },
        map { 'tag': 'TI', 'value': $citation?title },
        map { 'tag': 'T2', 'value': $site?title },
        $site?editors?* ! map { 'tag': 'ED', 'value': . },
        map { 'tag': 'PB', 'value': $site?publisher },
        map { 'tag': 'PY', 'value': $citation?year },
        map { 'tag': 'DA', 'value': translate($citation?date, '-', '/')[contains(., '/')] },
        map { 'tag': 'ET', 'value': f:version() },
        map { 'tag': 'LA', 'value': $page?lang },
        map { 'tag': 'DO', 'value': f:bare-doi() },
        map { 'tag': 'UR', 'value': u:canonical() }"/>
    <xsl:sequence select="
        string-join(($lines[string(?value) ne ''] ! (?tag || '  - ' || normalize-space(?value)), 'ER  - '), '&#10;')"/>
  </xsl:function>
</xsl:stylesheet>
