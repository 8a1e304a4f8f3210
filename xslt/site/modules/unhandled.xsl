<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that no template knows are shown plainly and reported, never dropped in silence; in preview, as a box. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="*" mode="html" as="element()" priority="-2">
    <xsl:message expand-text="yes">unhandled {local-name()} {count(preceding::*) + count(ancestor::*)}</xsl:message>
    <xsl:element name="{if (f:holds-blocks(.) and not(ancestor::p or ancestor::note)) then 'div' else 'span'}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:if test="not($site?preview = false())">
        <xsl:attribute name="class" select="'unhandled'"/>
        <span class="made">{local-name()}</span>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- What the edition's settings say of an element (r:as) goes before everything that the site knows of it. -->
  <xsl:template match="*[@r:as = 'hide']" mode="html" as="empty-sequence()" priority="9"/>

  <xsl:template match="*[@r:as = ('inline', 'block', 'heading')]" mode="html" as="element()" priority="8">
    <xsl:variable name="is-inline" as="xs:boolean" select="@r:as = 'inline' or exists(ancestor::p | ancestor::note | ancestor::head | ancestor::l)"/>
    <xsl:element name="{if ($is-inline) then 'span' else if (f:holds-blocks(.)) then 'div' else if (@r:as = 'heading') then 'h3' else 'p'}">
      <xsl:sequence select="f:source(.), f:rendition(.)[not($is-inline and current()/@r:as ne 'inline')]"/>
      <xsl:if test="$is-inline and @r:as ne 'inline'">
        <xsl:attribute name="class" select="'block'"/>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="*[@r:as = 'note']" mode="html" as="element()" priority="8">
    <xsl:variable name="is-block" as="xs:boolean" select="local-name(..) = $f:note-parents"/>
    <xsl:element name="{if ($is-block) then 'div' else 'span'}">
      <xsl:attribute name="class" select="if ($is-block) then 'endnote' else 'app-note'"/>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
