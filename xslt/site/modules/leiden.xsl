<?xml version="1.0" encoding="UTF-8"?>
<!-- Inscriptions and papyri (`div type="edition"`): the signs of Leiden, for what is lost, supplied, erased, doubtful. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- what stands before and behind the content -->
  <xsl:function name="f:leiden-signs" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="reason" as="xs:string" select="string($element/@reason)"/>
    <xsl:choose>
      <xsl:when test="$element/self::supplied[$reason = 'omitted']">
        <xsl:sequence select="'⟨', '⟩'"/>
      </xsl:when>
      <xsl:when test="$element/self::supplied[$reason = ('subaudible', 'explanation')]">
        <xsl:sequence select="'(scil. ', ')'"/>
      </xsl:when>
      <xsl:when test="$element/self::supplied">
        <xsl:sequence select="'[', (if ($element/@cert = 'low') then '?]' else ']')"/>
      </xsl:when>
      <xsl:when test="$element/self::del">
        <xsl:sequence select="'⟦', '⟧'"/>
      </xsl:when>
      <xsl:when test="$element/self::surplus">
        <xsl:sequence select="'{', '}'"/>
      </xsl:when>
      <xsl:when test="$element/self::ex">
        <xsl:sequence select="'(', (if ($element/@cert = 'low') then '?)' else ')')"/>
      </xsl:when>
      <xsl:when test="$element/self::add[@place = ('above', 'below', 'supralinear', 'infralinear')]">
        <xsl:sequence select="'`', '´'"/>
      </xsl:when>
      <xsl:when test="$element/self::add">
        <xsl:sequence select="'⟨⟨', '⟩⟩'"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="div[@type = 'edition']//(supplied | del | surplus | ex[not(parent::choice)] | add)" mode="html" as="element()" priority="2">
    <xsl:variable name="signs" as="xs:string*" select="f:leiden-signs(.)"/>
    <span class="leiden">
      <xsl:sequence select="f:source(.), @reason ! f:data('reason', .),
          self::supplied[not(@reason = ('omitted', 'subaudible', 'explanation'))] ! f:data('lost', f:lost(.))"/>
      <span class="made">{$signs[1]}</span>
      <xsl:apply-templates mode="html"/>
      <span class="made">{$signs[2]}</span>
    </span>
  </xsl:template>

  <!-- an abbreviation and what it stands for: the letters that were left out are in brackets -->
  <xsl:template match="div[@type = 'edition']//expan[not(parent::choice)] | div[@type = 'edition']//abbr[not(parent::choice)]"
                mode="html" as="element()" priority="2">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:if test="self::abbr and not(ancestor::expan)">
        <span class="made">(- - -)</span>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- letters that are lost or cannot be read: as many dots as letters, dashes where nobody knows -->
  <xsl:template match="div[@type = 'edition']//gap" mode="html" as="element()" priority="2">
    <span>
      <xsl:sequence select="f:source(.), @reason ! f:data('reason', .)"/>
      <span class="made" title="{f:label('gap')}">{f:lost-letters(.)}</span>
      <xsl:apply-templates select="desc" mode="html"/>
    </span>
  </xsl:template>

  <xsl:function name="f:lost-letters" as="xs:string">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:variable name="number" as="xs:integer?" select="$gap/@quantity[. castable as xs:integer] ! min((xs:integer(.), 200))"/>
    <xsl:variable name="sign" as="xs:string" select="if ($gap/@reason = 'illegible') then '+' else '·'"/>
    <xsl:variable name="inside" as="xs:string" select="
        if ($gap/@unit = 'line') then string-join((1 to ($number, 1)[1]) ! '- - - - - -', ' ')
        else if (empty($number)) then '- - -'
        else if ($number gt 12) then '- ' || $number || ' -'
        else string-join((1 to $number) ! $sign)"/>
    <xsl:sequence select="if ($gap/@reason = ('illegible', 'ellipsis') or $gap/ancestor::supplied) then $inside else '[' || $inside || ']'"/>
  </xsl:function>

  <xsl:template match="div[@type = 'edition']//unclear" mode="html" as="element()" priority="2">
    <span class="unclear">
      <xsl:sequence select="f:source(.), @reason ! f:data('reason', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="div[@type = 'edition']//space" mode="html" as="element()" priority="2">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <span class="made"> (vac.{@quantity[. ne ''] ! (' ' || .)}) </span>
    </span>
  </xsl:template>

  <xsl:template match="div[@type = 'edition']//handShift" mode="html" as="element()" priority="2">
    <span>
      <xsl:sequence select="f:source(.)"/>
      <span class="made"> (m. {replace(string(@new), '^.*#', '')}) </span>
    </span>
  </xsl:template>

  <!-- a word that goes on in the next line does so without the white space of the file -->
  <xsl:template match="div[@type = 'edition']//text()[following-sibling::node()[1][self::lb[@break = 'no']]]" mode="html" as="text()?" priority="1">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <!-- lines by their numbers; a word that goes on in the next line has a hyphen -->
  <xsl:template match="div[@type = 'edition']//lb" mode="html" as="element()+" priority="2">
    <span class="made {if (@break = 'no') then 'hyphen' else 'between-lines'}">{if (@break = 'no') then '-' else ' '}</span>
    <br>
      <xsl:sequence select="f:source(.)"/>
    </br>
    <xsl:if test="@n ne ''">
      <span class="made line-number">
        <xsl:sequence select="f:canonical(.)"/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- sides, columns, fragments by their names -->
  <xsl:template match="div[@type = 'textpart'][@n or @subtype][not(head)]" mode="html" as="element()" priority="1">
    <section>
      <xsl:sequence select="f:source(.), f:data('type', @type)"/>
      <xsl:sequence select="f:part-name(.)"/>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <!-- A glyph: its own characters, else those that `charDecl` gives, else its name. -->
  <xsl:template match="g" mode="html" as="element()">
    <xsl:variable name="declared" as="element()?" select="@ref ! key('id', replace(tokenize(.)[1], '^.*#', ''))[self::char or self::glyph][1]"/>
    <xsl:variable name="sign" as="xs:string?" select="
        ($declared/mapping[@type = ('standard', 'Unicode', 'unicode', 'composed')], $declared/mapping)[normalize-space()][1] ! normalize-space()"/>
    <xsl:variable name="name" as="xs:string" select="
        ($declared/(glyphName, charName, desc, unicodeProp/@value, localProp/@value)[normalize-space()][1] ! normalize-space(),
         @ref ! replace(., '^.*[#:/]', ''), @type, 'g')[. ne ''][1]"/>
    <span class="glyph" title="{$name}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:if test="not(normalize-space())">
        <span class="made">{($sign, '((' || $name || '))')[1]}</span>
      </xsl:if>
    </span>
  </xsl:template>
</xsl:stylesheet>
