<?xml version="1.0" encoding="UTF-8"?>
<!-- The object that bears the text, from the header's `msDesc`: where it is kept, what it is of, where it comes from.
     All its words are shown, each once: a unit is the outermost element with words of its own, and stands under the
     label of the part of the description that it is in. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="object" as="element()?">
    <xsl:variable name="objects" as="element()*"
                  select="$header/fileDesc/sourceDesc//(msDesc | object)[not(ancestor::msDesc or ancestor::object)][f:units(.)]
                    [empty(ancestor::listWit intersect $f:lists-of-witnesses)]"/>
    <xsl:if test="exists($objects)">
      <section class="object" id="object" aria-labelledby="object-head">
        <h2 id="object-head">{f:label('object')}</h2>
        <xsl:sequence select="$objects ! f:about-object(.)"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- the description of a witness stands with its siglum -->
  <xsl:template match="teiHeader//witness//msDesc[not(ancestor::msDesc)] | teiHeader//witness//object[not(ancestor::object)]" mode="html" as="element()" priority="6">
    <div class="object">
      <xsl:sequence select="f:about-object(.)"/>
    </div>
  </xsl:template>

  <!-- What the header says that the text is about, and of the letter. It leads into a text that has no abstract of its own,
       if it is no longer than a beginning; else it stands below. -->
  <xsl:variable name="f:told-in-header" as="element()*" select="$header/profileDesc/(abstract | correspDesc/note)[normalize-space()]"/>
  <xsl:variable name="f:header-leads" as="xs:boolean" select="
      empty($text/front/div[@type = 'abstract']) and sum($f:told-in-header ! string-length(f:words(.))) le $f:longest-lead"/>

  <xsl:function name="f:header-abstract" as="element()?">
    <xsl:param name="leads" as="xs:boolean"/>
    <xsl:if test="exists($f:told-in-header) and $leads = $f:header-leads">
      <section class="abstract" aria-labelledby="header-abstract-head">
        <h2 id="header-abstract-head">{f:label('abstract')}</h2>
        <xsl:sequence select="$f:told-in-header ! f:described(f:units(.))"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- an object, and then each of its parts under what it is called -->
  <xsl:function name="f:about-object" as="element()*">
    <xsl:param name="object" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="$object/(msPart | msFrag)"/>
    <xsl:variable name="units" as="element()*" select="f:units($object) except $parts/descendant-or-self::*"/>
    <dl>
      <xsl:sequence select="f:id($object)"/>
      <xsl:for-each select="$f:object-labels">
        <xsl:sequence select="f:fact('object.' || ., f:described($units[f:part-of-object(.) eq current()]))"/>
      </xsl:for-each>
    </dl>
    <xsl:for-each select="$parts[f:units(.)]">
      <section class="object-part">
        <h3>{f:label('object.part')} {(@n, position())[1]}</h3>
        <xsl:sequence select="f:about-object(.)"/>
      </section>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="f:object-labels" as="xs:string+" select="
      'identifier', 'type', 'material', 'support', 'dimensions', 'condition', 'layout', 'hands', 'contents', 'decoration', 'music', 'binding',
      'seals', 'additions', 'origin', 'date', 'found', 'record', 'literature', 'further'"/>

  <!-- the label of each part of a description -->
  <xsl:variable name="f:object-parts" as="map(xs:string, xs:string)" select="map {
      'msIdentifier': 'identifier', 'objectIdentifier': 'identifier', 'objectType': 'type', 'material': 'material',
      'physDesc': 'support', 'objectDesc': 'support', 'dimensions': 'dimensions', 'condition': 'condition', 'layoutDesc': 'layout',
      'handDesc': 'hands', 'scriptDesc': 'hands', 'msContents': 'contents', 'decoDesc': 'decoration', 'musicNotation': 'music',
      'bindingDesc': 'binding', 'sealDesc': 'seals', 'additions': 'additions', 'accMat': 'additions', 'origin': 'origin',
      'origPlace': 'origin', 'origDate': 'date', 'history': 'found', 'additional': 'record', 'surrogates': 'record', 'listBibl': 'literature' }"/>

  <xsl:function name="f:part-of-object" as="xs:string">
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="($unit/ancestor-or-self::*[map:contains($f:object-parts, local-name())][1] ! $f:object-parts(local-name()), 'further')[1]"/>
  </xsl:function>

  <!-- the outermost elements with words of their own -->
  <xsl:function name="f:units" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        if ($element/text()[normalize-space()] or $element/self::note[normalize-space()] or $element/self::dimensions[f:dimensions(.)]) then $element
        else $element/* ! f:units(.)"/>
  </xsl:function>

  <!-- units as lines: those of one item, hand, event … in one -->
  <xsl:function name="f:described" as="element()*">
    <xsl:param name="units" as="element()*"/>
    <xsl:for-each-group select="$units" group-adjacent="generate-id(f:told-of(.))">
      <xsl:variable name="of" as="element()" select="f:told-of(.)"/>
      <div>
        <xsl:sequence select="f:id($of)[f:units($of)[1] is current-group()[1] and not($of is current-group()[1])],
            f:data('level', count($of[self::msItem | self::msItemStruct]/ancestor::*[self::msItem or self::msItemStruct])[. gt 0] ! string())"/>
        <xsl:for-each select="current-group()">
          <xsl:if test="position() gt 1">
            <span class="made">, </span>
          </xsl:if>
          <xsl:apply-templates select="." mode="described"/>
        </xsl:for-each>
      </div>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:told-of" as="element()">
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="
        ($unit/ancestor-or-self::*[self::msItem or self::msItemStruct or self::msIdentifier or self::altIdentifier or self::objectIdentifier or self::origPlace
           or self::p or self::item or self::bibl or self::biblStruct][1],
         $unit/ancestor-or-self::*[map:contains($f:object-parts, local-name(..))][1], $unit)[1]"/>
  </xsl:function>

  <xsl:template match="*" mode="described" as="node()*">
    <xsl:apply-templates select="." mode="html"/>
  </xsl:template>

  <!-- what stands in a list is a line of the description, which is no list -->
  <xsl:template match="item | castItem | listBibl/*" mode="described" as="element()">
    <xsl:element name="{if (f:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="note" mode="described" as="element()">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- in a description a remark stands in its sentence, and a heading among the words -->
  <xsl:template match="teiHeader//(msDesc | object | abstract | correspDesc)//note" mode="html" as="element()" priority="6">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <span class="made"> [</span>
      <xsl:apply-templates mode="html"/>
      <span class="made">]</span>
    </span>
  </xsl:template>

  <xsl:template match="teiHeader//(msDesc | object | abstract)//head" mode="html" as="element()" priority="6">
    <b>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </b>
  </xsl:template>

  <xsl:template match="teiHeader//dimensions[height | width | depth | dim]" mode="html" as="element()?" priority="6">
    <xsl:sequence select="f:dimensions(.)"/>
  </xsl:template>

  <xsl:function name="f:dimensions" as="element()?">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:variable name="parts" as="element()*"
                  select="$dimensions/(height | width | depth | dim)[normalize-space() or @quantity or @atLeast]"/>
    <xsl:if test="exists($parts)">
      <span>
        <xsl:sequence select="f:source($dimensions)"/>
        <xsl:for-each select="$parts">
          <xsl:if test="position() gt 1"> × </xsl:if>
          <xsl:apply-templates select=".[normalize-space()]" mode="html"/>
          <xsl:text>{.[not(normalize-space())]/(@quantity, @atLeast)[1]}</xsl:text>
        </xsl:for-each>
        <xsl:text>{($parts/@unit, $dimensions/@unit)[1] ! (' ' || .)}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
