<?xml version="1.0" encoding="UTF-8"?>
<!-- Words and phrases within a block. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading" xmlns:m="http://www.w3.org/1998/Math/MathML"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="text()" mode="html" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="html" as="empty-sequence()"/>

  <xsl:template match="hi | emph | title | foreign | term | distinct | mentioned | soCalled | gloss" mode="html" as="element()">
    <xsl:element name="{f:phrase(.)}">
      <xsl:sequence select="f:source(.), @rend ! f:data('rend', .), @level ! f:data('level', .)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- the HTML element that says best what the TEI element says -->
  <xsl:function name="f:phrase" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rend" as="xs:string" select="lower-case(string-join(($element/@rend, $element/@rendition), ' '))"/>
    <xsl:sequence select="
        if (matches($rend, 'sup')) then 'sup'
        else if (matches($rend, '(^|[^a-z])sub')) then 'sub'
        else if (matches($rend, 'bold')) then 'b'
        else if ($element/self::emph) then 'em'
        else if (matches($rend, 'italic') or $element/self::title[@level = ('m', 'j', 's') or not(@level)] or $element/self::foreign) then 'i'
        else if (matches($rend, 'underline')) then 'u'
        else 'span'"/>
  </xsl:function>

  <!-- quotation marks stand in the text, so `q` must not add any -->
  <xsl:template match="quote | q | said" mode="html" as="element()" priority="-0.2">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="seg | s | cl | phr | w | c | pc | m | num | measure | measureGrp | unit | bibl | biblStruct | biblScope | citedRange | author | editor
      | publisher | pubPlace | edition | series | monogr | analytic | imprint | idno | date[not(@r:kind)] | time | forename | surname
      | roleName | addName | nameLink | genName | persName | placeName | orgName | geogName | settlement | country | region | district
      | bloc | geogFeat | name | rs | objectName | eventName | label | email | code | eg | ident | val | formula | floruit | affiliation
      | street | postCode | resp | respStmt | locus | locusGrp | interp | lang | altIdentifier | msIdentifier | repository | state
      | offset | extent | textLang | relatedItem | abbr | expan | ex | am | item | location | geo
      | birth | death | occupation | listRelation | p/label | handNote | rubric | incipit | explicit | material | stamp | watermark"
                mode="html" as="element()" priority="-0.4">
    <span>
      <xsl:sequence select="f:source(.), f:rendition(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <!-- the first line of a block begins without a break -->
  <xsl:template match="lb" mode="html" as="element()">
    <br>
      <xsl:sequence select="f:source(.)"/>
      <xsl:if test="empty(preceding-sibling::node()[normalize-space()]) and parent::*[self::p or self::ab or self::head or self::l or self::item]">
        <xsl:attribute name="class" select="'first'"/>
      </xsl:if>
    </br>
  </xsl:template>

  <!-- among blocks, which begin lines of their own, it is a place and breaks none -->
  <xsl:template match="(div | body | front | back | lg | sp | opener | closer)[not(text()[normalize-space()])]/lb" mode="html" as="element()" priority="1">
    <span>
      <xsl:sequence select="f:source(.)"/>
    </span>
  </xsl:template>

  <!-- a space that the source leaves; a vertical one parts lines -->
  <xsl:template match="space" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.), @dim ! f:data('dim', .)"/>
      <xsl:text>&#160;</xsl:text>
    </span>
  </xsl:template>

  <!-- a change of page: its number stands in the margin, and leads to the picture of the page where there is one -->
  <xsl:template match="pb" mode="html" as="element()">
    <xsl:variable name="picture" as="xs:string?" select="
        .[empty((ancestor::ref, ancestor::*[@r:kind]))] ! (f:shown-picture(.), @facs ! f:picture(.))[1]"/>
    <span class="page-break">
      <xsl:sequence select="f:source(.), @n ! f:data('n', .)"/>
      <xsl:if test="@n or $picture">
        <xsl:element name="{if ($picture) then 'a' else 'span'}">
          <xsl:attribute name="class" select="'made'"/>
          <xsl:if test="$picture">
            <xsl:attribute name="href" select="$picture"/>
          </xsl:if>
          <xsl:text>{if (@n) then f:label('page', map { 'n': string-join((@ed ! tokenize(.) ! f:siglum(., current()), @n), ' ') }) else f:label('image')}</xsl:text>
        </xsl:element>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- the picture that a page's @facs names: a file of the edition, an address, or a surface of the facsimile -->
  <xsl:function name="f:picture" as="xs:string?">
    <xsl:param name="facs" as="attribute()"/>
    <xsl:variable name="pointer" as="xs:string" select="string(tokenize($facs)[1])"/>
    <xsl:variable name="url" as="xs:string?" select="
        if (starts-with($pointer, '#')) then key('id', substring($pointer, 2), root($facs))/descendant-or-self::graphic[1]/@url else $pointer"/>
    <xsl:sequence select="$url ! ($page?images?(.) ! u:file(.), u:external(.))[1]"/>
  </xsl:function>

  <!-- a formula in a notation that is written, such as TeX, stands as it is written, with the notation's name -->
  <xsl:template match="formula[not(*)][normalize-space(@notation)] | formula[not(*)][matches(., '^\s*(\$|\\[(\[]|\\begin\{)')]" mode="html" as="element()+">
    <code>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </code>
    <small class="made"> ({(normalize-space(@notation), 'TeX')[. ne ''][1]})</small>
  </xsl:template>

  <!-- formulas: the elements of MathML Core with none but harmless attributes -->
  <xsl:template match="m:math | m:mi | m:mn | m:mo | m:ms | m:mtext | m:mspace | m:mrow | m:mfrac | m:msqrt | m:mroot | m:mstyle | m:merror
      | m:mpadded | m:mphantom | m:msub | m:msup | m:msubsup | m:munder | m:mover | m:munderover | m:mmultiscripts | m:mprescripts
      | m:mtable | m:mtr | m:mtd | m:semantics | m:annotation" mode="html" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@display, @displaystyle, @mathvariant, @stretchy, @form, @fence, @separator, @accent, @columnspan, @rowspan"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- what older MathML has: fences as operators; whatever else is not of the core, by its content -->
  <xsl:template match="m:*" mode="html" as="element()" priority="-1">
    <xsl:element name="mrow" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="m:mfenced" mode="html" as="element()">
    <xsl:variable name="signs" as="xs:string*" select="string-to-codepoints(replace((@separators, ',')[1], '\s', '')) ! codepoints-to-string(.)"/>
    <xsl:element name="mrow" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:sequence select="f:operator((@open, '(')[1])"/>
      <xsl:for-each select="*">
        <xsl:variable name="place" as="xs:integer" select="position() - 1"/>
        <xsl:sequence select="($signs[$place], $signs[last()][$place gt 0])[1] ! f:operator(.)"/>
        <xsl:apply-templates select="." mode="html"/>
      </xsl:for-each>
      <xsl:sequence select="f:operator((@close, ')')[1])"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:operator" as="element()">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:element name="mo" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:attribute name="class" select="'made'"/>
      <xsl:value-of select="$sign"/>
    </xsl:element>
  </xsl:function>

  <xsl:template match="cb | gb | milestone | anchor | handShift | ptr[not(@target)] | metamark | fw | index | listTranspose
      | spanGrp | span | certainty | precision | alt | altGrp | link | linkGrp | join | joinGrp | timeline | catRef" mode="html" as="element()">
    <span>
      <xsl:sequence select="f:source(.), @n ! f:data('n', .), @unit ! f:data('unit', .), @type ! f:data('type', .), @place ! f:data('place', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
