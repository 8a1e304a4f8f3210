<?xml version="1.0" encoding="UTF-8"?>
<!-- Witnesses: their list, and the text of each, which a reader may choose to see in the place of the edited one. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The witnesses that readings name, or whose group or hands they name, in the order of their lists; those that no
       list declares follow. Each has a number, by which style sheets show its text. -->
  <xsl:variable name="f:cited" as="xs:string*" select="distinct-values(($text//app//@wit, $f:located//@wit, $f:marks/@wit) ! tokenize(.) ! f:bare(.))"/>
  <xsl:variable name="f:listed" as="element()*" select="$tei//witness[@xml:id][ancestor-or-self::*/@xml:id = $f:cited or .//witness/@xml:id = $f:cited]"/>
  <xsl:variable name="f:witnesses" as="xs:string*" select="
      ($f:listed/@xml:id ! string(), $f:cited[not(. = $f:listed/@xml:id)][empty(key('id', ., $tei)/self::listWit)])[position() le $f:most-witnesses]"/>
  <!-- so many have a rule in the style sheet -->
  <xsl:variable name="f:most-witnesses" as="xs:integer" select="150"/>

  <xsl:function name="f:bare" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="replace($pointer, '^.*#', '')"/>
  </xsl:function>

  <!-- readings by who has them: the number of each witness whose text it is -->
  <xsl:variable name="f:held" as="map(xs:string, xs:integer*)" select="
      map:merge($text//app[f:base(.)] ! f:held-in(.), map { 'duplicates': 'combine' })"/>

  <xsl:function name="f:held-in" as="map(xs:string, xs:integer)*">
    <xsl:param name="entry" as="element(app)"/>
    <xsl:variable name="readings" as="element()*" select="$entry/(lem | rdg | rdgGrp//(lem | rdg))[ancestor::app[1] is $entry]"/>
    <xsl:for-each select="$f:witnesses">
      <xsl:sequence select="map { generate-id((f:reading-of(., $readings), f:base($entry))[1]): position() }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What a witness reads: what it is named for; else what the witness or group that it belongs to is named for; else
       what the first of its own hands wrote. -->
  <xsl:function name="f:reading-of" as="element()?">
    <xsl:param name="witness" as="xs:string"/>
    <xsl:param name="readings" as="element()*"/>
    <xsl:variable name="declared" as="element()?" select="key('id', $witness, $tei)[1]"/>
    <xsl:variable name="names" as="xs:string*" select="
        $witness, reverse($declared/ancestor::*[self::witness or self::listWit]/@xml:id ! string()),
        $declared[self::witness]//witness/@xml:id[starts-with(., $witness)] ! string()"/>
    <xsl:sequence select="($names ! f:first-with(., $readings))[1]"/>
  </xsl:function>

  <xsl:function name="f:first-with" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="readings" as="element()*"/>
    <xsl:sequence select="$readings[$name = ((@wit, parent::rdgGrp/@wit)[1] ! tokenize(.) ! f:bare(.))][1]"/>
  </xsl:function>

  <xsl:function name="f:held-by" as="attribute()?">
    <xsl:param name="reading" as="element()"/>
    <xsl:if test="not($reading/self::rdgGrp) and f:base($reading/ancestor::app[1])">
      <xsl:if test="exists($f:witnesses)">
        <xsl:attribute name="data-witness" select="string-join($f:held(generate-id($reading)), ' ')"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- whose text is shown -->
  <xsl:template name="witness-menu" as="element()?">
    <xsl:if test="exists($f:witnesses) and exists(($text//app[f:base(.)], $f:located, $f:marks))">
      <details class="menu choice-of-text">
        <summary>{f:label('witness.text')}<span class="here"/></summary>
        <fieldset>
          <legend>{f:label('witness.text')}</legend>
          <label><input type="radio" name="witness" id="witness-0" value="" checked="checked"/>{f:label('witness.edited')}</label>
          <xsl:for-each select="$f:witnesses">
            <label><input type="radio" name="witness" id="witness-{position()}" value="{.}"/><span>{f:siglum(., ($tei/*)[1])}</span></label>
          </xsl:for-each>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- The witnesses that the header lists, under the text. -->
  <!-- the lists that are shown: those of a text with an apparatus -->
  <xsl:variable name="f:lists-of-witnesses" as="element(listWit)*" select="
      $header//listWit[not(ancestor::listWit)][.//witness[@xml:id]][$text//app]"/>

  <xsl:template name="witnesses" as="element()?">
    <xsl:if test="exists($f:lists-of-witnesses)">
      <section class="witnesses" id="witnesses" aria-labelledby="witnesses-head">
        <h2 id="witnesses-head">{f:label('witnesses')}</h2>
        <xsl:apply-templates select="$f:lists-of-witnesses" mode="html"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="listWit" mode="html" as="element()*">
    <xsl:apply-templates select="head" mode="html"/>
    <ul>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="* except head" mode="html"/>
    </ul>
  </xsl:template>

  <!-- a witness by the siglum that the apparatus calls it by, where its description does not begin with it -->
  <xsl:template match="listWit/*[not(self::head)]" mode="html" as="element()" priority="3">
    <li>
      <xsl:sequence select="f:source(.)"/>
      <xsl:if test="self::witness[not(abbr[@type = 'siglum'] or idno[@type = 'siglum'] or abbr)]/(@n, @xml:id)">
        <b class="made siglum">{f:siglum((@xml:id, @n)[1], .)} </b>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </li>
  </xsl:template>

  <xsl:template match="listWit/head" mode="html" as="element()" priority="4">
    <p class="caption">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </p>
  </xsl:template>
</xsl:stylesheet>
