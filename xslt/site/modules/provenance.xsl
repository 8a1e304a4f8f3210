<?xml version="1.0" encoding="UTF-8"?>
<!-- Where the text comes from, who encoded it and how, and what in it is a machine's. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="header" as="element()?" select="$tei/*/teiHeader"/>

  <xsl:template name="provenance" as="element()">
    <section class="provenance" id="provenance" aria-labelledby="provenance-head">
      <h2 id="provenance-head">{f:label('provenance')}</h2>
      <dl>
        <xsl:sequence select="f:fact('provenance.source', $page?source-text ! f:text(.))"/>
        <xsl:sequence select="f:fact('provenance.source-notes', f:in-language($header//sourceDesc//note[not(ancestor::bibl | ancestor::msDesc | ancestor::object)]) ! f:text(f:words(.)))"/>
        <xsl:sequence select="f:fact('provenance.licence', f:licence-of-text())"/>
        <xsl:sequence select="f:fact('provenance.responsible', $header/fileDesc/titleStmt/respStmt[not(@xml:id = 'edition-annotate')] ! f:statement(.))"/>
        <xsl:sequence select="f:fact('provenance.encoding',
            f:in-language($header/encodingDesc/(projectDesc | editorialDecl | samplingDecl)//p) ! f:paragraph(.))"/>
        <xsl:sequence select="f:fact('provenance.changes', $header/revisionDesc//change[not(.//change)] ! f:change(.))"/>
        <xsl:sequence select="f:fact('provenance.machine', f:machine-share())"/>
        <xsl:sequence select="f:fact('provenance.tei', f:tei-links())"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:function name="f:fact" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="exists($content)">
      <dt>{f:label($label)}</dt>
      <xsl:for-each select="$content">
        <dd>
          <xsl:sequence select="."/>
        </dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:text" as="element()?">
    <xsl:param name="text" as="xs:string"/>
    <xsl:if test="$text ne ''">
      <span>{$text}</span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:paragraph" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="f:words($element)">
      <span>
        <xsl:sequence select="f:lang($element)"/>
        <xsl:text>{f:words($element)}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- what the header says in the interface's language; all of it where it knows no such language -->
  <xsl:function name="f:in-language" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="own" as="element()*" select="$elements[@xml:lang = $site?lang]"/>
    <xsl:sequence select="if (exists($own)) then $own else $elements"/>
  </xsl:function>

  <xsl:function name="f:licence-of-text" as="element()*">
    <xsl:variable name="licence" as="element()?" select="($header//availability/licence)[1]"/>
    <xsl:variable name="address" as="xs:string?" select="$licence/@target ! u:external(.)"/>
    <xsl:if test="$address">
      <a rel="license" href="{$address}">{f:licence($address)}</a>
    </xsl:if>
    <xsl:sequence select="f:in-language($licence/p) ! f:paragraph(.), $licence[not(p)] ! f:paragraph(.)"/>
  </xsl:function>

  <xsl:function name="f:statement" as="element()">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$statement/(name | persName | orgName)"/>
    <xsl:variable name="names" as="xs:string*" select="
        ($named[not(@xml:lang)], f:in-language($named[@xml:lang])) ! f:words(.) ! normalize-space()"/>
    <span>{string-join((f:in-language($statement/resp)[1] ! f:words(.), string-join($names, ', ')), ': ')}</span>
  </xsl:function>

  <xsl:function name="f:change" as="element()">
    <xsl:param name="change" as="element()"/>
    <span>
      <xsl:sequence select="f:lang($change)"/>
      <xsl:text>{string-join(($change/@when ! string(), f:words($change)), ': ')}</xsl:text>
    </span>
  </xsl:function>

  <xsl:function name="f:machine-share" as="element()*">
    <xsl:for-each select="$page?machine?*">
      <span>{f:label('machine.' || ?cert, map { 'n': f:number(?count) })}</span>
    </xsl:for-each>
    <xsl:if test="empty($page?machine?*) and exists($page?kinds?*)">
      <span>{f:label('machine.none')}</span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:tei-links" as="element()*">
    <xsl:if test="$page?tei">
      <span>
        <a href="{u:file($page?tei-view)}">{f:label('tei.view')}</a>
        <xsl:text> · </xsl:text>
        <a href="{u:file($page?tei)}" download="{$page?id}.xml" type="application/tei+xml">{f:label('tei.fetch')}</a>
      </span>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
