<?xml version="1.0" encoding="UTF-8"?>
<!-- The chapters of an ODD as HTML. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd" xmlns:eg="http://www.tei-c.org/ns/Examples"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="prose" on-no-match="fail" on-multiple-match="fail"/>
  <!-- the line of a chapter in the table of contents -->
  <xsl:mode name="toc" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="div" mode="toc" as="element()">
    <li><a href="#{(@xml:id, generate-id())[1]}">{head}</a></li>
  </xsl:template>

  <xsl:template match="div" mode="prose" as="element()">
    <section id="{(@xml:id, generate-id())[1]}">
      <xsl:apply-templates select="* except (schemaSpec, specGrp)" mode="prose"/>
    </section>
  </xsl:template>

  <xsl:template match="title[@type = 'sub']" mode="prose" as="element()">
    <p class="subtitle">{.}</p>
  </xsl:template>

  <xsl:template match="head" mode="prose" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::div)))}" namespace="">
      <xsl:apply-templates mode="prose"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="p" mode="prose" as="element()">
    <p>
      <xsl:apply-templates mode="prose"/>
    </p>
  </xsl:template>

  <xsl:template match="list" mode="prose" as="element()">
    <ul>
      <xsl:apply-templates select="item" mode="prose"/>
    </ul>
  </xsl:template>

  <xsl:template match="item" mode="prose" as="element()">
    <li>
      <xsl:apply-templates mode="prose"/>
    </li>
  </xsl:template>

  <xsl:template match="gi" mode="prose" as="element()">
    <xsl:sequence select="odd:tag(string(.))"/>
  </xsl:template>

  <xsl:template match="att" mode="prose" as="element()">
    <code class="attr">{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="prose" as="element()">
    <code class="val">{.}</code>
  </xsl:template>

  <xsl:template match="code" mode="prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <!-- only pages of the web and places of these pages: no other scheme can run anything from here -->
  <xsl:template match="ref" mode="prose" as="element()">
    <a href="{@target[matches(., '^(https?://|#|[^:]*$)')]}">
      <xsl:apply-templates mode="prose"/>
    </a>
  </xsl:template>

  <xsl:template match="emph | hi | term | foreign | q" mode="prose" as="element()">
    <em>
      <xsl:apply-templates mode="prose"/>
    </em>
  </xsl:template>

  <xsl:template match="text()" mode="prose" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="prose" as="element()">
    <xsl:apply-templates select="." mode="example"/>
  </xsl:template>

  <!-- an element's name, linked where the schema has it -->
  <xsl:function name="odd:tag" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <code class="tag">
      <xsl:choose>
        <xsl:when test="key('spec', $name, $schema)/self::elementSpec">
          <a href="element-{$name}.html">{$name}</a>
        </xsl:when>
        <xsl:otherwise>{$name}</xsl:otherwise>
      </xsl:choose>
    </code>
  </xsl:function>
</xsl:stylesheet>
