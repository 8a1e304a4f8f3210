<?xml version="1.0" encoding="UTF-8"?>
<!-- An original and its translation side by side, block by block. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- a division that has been translated; the translation is shown with it, not after it -->
  <xsl:template match="body/div[not(@type = 'translation')][../div[@type = 'translation']][f:is-translated(.)]" mode="html"
                as="element()" priority="2">
    <section>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:attribute name="class" select="'parallel'"/>
      <xsl:apply-templates select="*" mode="parallel"/>
      <xsl:apply-templates select="f:unpaired(.)" mode="parallel"/>
    </section>
  </xsl:template>

  <xsl:template match="body/div[@type = 'translation'][../div[not(@type = 'translation')][f:is-translated(.)]]" mode="html"
                as="element()*" priority="2"/>

  <xsl:function name="f:is-translated" as="xs:boolean">
    <xsl:param name="division" as="element(div)"/>
    <xsl:sequence select="
        let $first := ($division/../div[not(@type = 'translation')]
          [exists(descendant-or-self::*[@xml:id][exists(key('translation', @xml:id))])])[1]
        return exists($first) and $division is $first"/>
  </xsl:function>

  <xsl:template match="div" mode="parallel" as="element()">
    <section>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates select="*" mode="parallel"/>
    </section>
  </xsl:template>

  <xsl:template match="*[not(self::div)]" mode="parallel" as="element()">
    <xsl:variable name="translation" as="element()*" select="key('translation', @xml:id)[not(ancestor::note)]"/>
    <div class="pair">
      <div class="original">
        <xsl:apply-templates select="self::*[not(ancestor::div[@type = 'translation'])]" mode="html"/>
      </div>
      <div class="translation" lang="{$f:translation-lang}">
        <xsl:apply-templates select="$translation, self::*[ancestor::div[@type = 'translation']]" mode="html"/>
      </div>
    </div>
  </xsl:template>

  <xsl:variable name="f:translation-lang" as="xs:string" select="string($translation/@xml:lang)"/>

  <!-- blocks of the translation that answer to no block of the original: they are shown at the end, not lost -->
  <xsl:function name="f:unpaired" as="element()*">
    <xsl:param name="division" as="element(div)"/>
    <xsl:variable name="shown" as="xs:string*"
                  select="$division/descendant::*[not(self::div)][parent::div]/@xml:id"/>
    <xsl:sequence select="
        $division/../div[@type = 'translation']/descendant-or-self::div/*[not(self::div)]
          [not(@corresp) or not((tokenize(@corresp) ! substring-after(., '#')) = $shown)]"/>
  </xsl:function>
</xsl:stylesheet>
