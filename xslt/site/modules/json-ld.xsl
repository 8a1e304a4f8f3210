<?xml version="1.0" encoding="UTF-8"?>
<!-- schema.org as JSON-LD. A data block, which no browser runs; it cannot be left from inside. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="linked-data" as="element()?">
    <xsl:variable name="data" as="map(*)*">
      <xsl:apply-templates select="$page" mode="json-ld"/>
    </xsl:variable>
    <xsl:if test="exists($data)">
      <script type="application/ld+json">
        <xsl:sequence select="f:json(map:merge((map { '@context': 'https://schema.org' }, $data[1])))"
                      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
      </script>
    </xsl:if>
  </xsl:template>

  <!-- JSON in which nothing can end the script element -->
  <xsl:function name="f:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="
        serialize($value, map { 'method': 'json', 'indent': false() })
        => replace('&lt;', '\\u003c') => replace('&gt;', '\\u003e') => replace('&amp;', '\\u0026')"/>
  </xsl:function>

  <!-- a map without its empty values -->
  <xsl:function name="f:filled" as="map(*)">
    <xsl:param name="map" as="map(*)"/>
    <xsl:sequence select="
        map:merge(map:for-each($map, function ($key, $value) {
          if (empty($value) or ($value instance of xs:string and $value eq '')
              or ($value instance of array(*) and array:size($value) eq 0)) then () else map:entry($key, $value)
        }))" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"/>
  </xsl:function>

  <xsl:template match=".[?kind = 'article']" mode="json-ld" as="map(*)">
    <xsl:sequence select="f:filled(map {
        '@type': 'ScholarlyArticle', 'headline': $page?citation?title, 'inLanguage': $page?lang,
        'author': array { $page?citation?authors?* ! f:filled(map {
            '@type': if (?family) then 'Person' else 'Organization', 'name': ?name, 'affiliation': ?affiliation }) },
        'isBasedOn': $page?based-on ! f:based-on-ld(.),
        'datePublished': $page?citation?date, 'license': $page?licence, 'url': u:canonical(),
        'keywords': string-join($page?keywords?*, ', '), 'isPartOf': f:edition-ld(),
        'about': array { $page?about?* ! f:filled(map { '@type': f:type-ld(?kind), 'name': ?name, 'url': u:absolute($site?prefix || ?path) }) } })"/>
  </xsl:template>

  <!-- the work that the text is made from -->
  <xsl:function name="f:based-on-ld" as="map(*)">
    <xsl:param name="work" as="map(*)"/>
    <xsl:sequence select="f:filled(map {
        '@type': 'CreativeWork', 'name': $work?title, 'datePublished': $work?year, 'sameAs': $work?address,
        'author': array { $work?authors?* ! map { '@type': 'Person', 'name': . } },
        'isPartOf': $work?container[. ne ''] ! map { '@type': 'CreativeWork', 'name': . } })"/>
  </xsl:function>

  <xsl:template match=".[?kind = 'entity']" mode="json-ld" as="map(*)">
    <xsl:sequence select="f:filled(map {
        '@type': f:type-ld(?entity?kind), 'name': ?entity?name, 'alternateName': array { distinct-values(?entity?forms?*?text) },
        'description': ?entity?description, 'url': u:canonical(), 'sameAs': array { ?entity?identifiers?*?url },
        'image': ?entity?portrait ! u:absolute(?path), 'birthDate': ?entity?born, 'deathDate': ?entity?died,
        'geo': ?entity?geo ! map { '@type': 'GeoCoordinates', 'latitude': ?lat, 'longitude': ?lon } })"/>
  </xsl:template>

  <xsl:template match=".[?kind = 'home']" mode="json-ld" as="map(*)">
    <xsl:sequence select="f:edition-ld()"/>
  </xsl:template>

  <xsl:template match=".[?kind = ('index', 'contents', 'mentions', 'chronology', 'network')]" mode="json-ld" as="map(*)">
    <xsl:sequence select="f:filled(map {
        '@type': 'CollectionPage', 'name': $f:title, 'url': u:canonical(), 'isPartOf': f:edition-ld() })"/>
  </xsl:template>

  <!-- of a page of the guidelines its title and address say as much -->
  <xsl:template match=".[?kind = 'extra']" mode="json-ld" as="map(*)?"/>

  <xsl:template match="." mode="json-ld" priority="-1" as="map(*)">
    <xsl:sequence select="f:filled(map { '@type': 'WebPage', 'name': $f:title, 'url': u:canonical() })"/>
  </xsl:template>

  <xsl:function name="f:edition-ld" as="map(*)">
    <xsl:sequence select="f:filled(map {
        '@type': 'Dataset', 'name': $site?title, 'description': $site?description, 'license': $site?licence,
        'version': $site?version, 'identifier': $site?doi, 'url': u:absolute($site?prefix || 'index.html'),
        'inLanguage': array { $site?languages?*?lang },
        'editor': array { $site?editors?* ! map { '@type': 'Person', 'name': . } } })"/>
  </xsl:function>

  <xsl:function name="f:type-ld" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="
        map { 'person': 'Person', 'place': 'Place', 'org': 'Organization', 'event': 'Event', 'work': 'CreativeWork' }($kind)"/>
  </xsl:function>
</xsl:stylesheet>
