<?xml version="1.0" encoding="UTF-8"?>
<!-- Canonical numbers (@n) of sections, paragraphs and verses, as the margin or the line shows them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- a section within a paragraph begins with its number -->
  <xsl:template match="(p | ab)/seg[@n] | milestone[@n][@unit = ('section', 'chapter', 'verse', 'paragraph', 'book', 'line')]" mode="html" as="element()+" priority="0.5">
    <span class="made canonical">{@n}</span>
    <xsl:next-match/>
  </xsl:template>

  <!-- a division without a heading is known by its number -->
  <xsl:template match="div[@n][not(head)][not(@type = ('translation', 'edition', 'textpart'))]" mode="html" as="element()" priority="0.7">
    <section>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <p class="made part-name">{string-join((@subtype, @n), ' ')}</p>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>

  <!-- paragraphs: the number goes into an attribute, which style sheets show in the margin -->
  <xsl:template match="p[@n] | ab[@n]" mode="html" as="element()" priority="0.5">
    <xsl:element name="{if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:source(.), f:rendition(.), f:data('n', @n)"/>
      <xsl:apply-templates mode="html"/>
      <xsl:sequence select="f:permalink(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- parts of an inscription's edition that have no heading of their own -->
  <xsl:template match="body/div[@type = ('apparatus', 'translation', 'commentary', 'bibliography')][not(head)][../div[@type = 'edition']]"
                mode="html" as="element()" priority="2.5">
    <section>
      <xsl:sequence select="f:source(.), f:data('type', @type)"/>
      <p class="made caption">{f:label('part.' || @type)}</p>
      <xsl:apply-templates mode="html"/>
    </section>
  </xsl:template>
</xsl:stylesheet>
