<?xml version="1.0" encoding="UTF-8"?>
<!-- The chapters of an ODD as HTML. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd" xmlns:eg="http://www.tei-c.org/ns/Examples"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <!-- what has no template of its own still shows its text: the chapters of other ODDs may hold anything -->
  <xsl:mode name="prose" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <!-- the line of a chapter in the table of contents -->
  <xsl:mode name="toc" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="div" mode="toc" as="element()">
    <li><a href="#{odd:id(.)}">{(head[normalize-space()], @type, @xml:id)[1]}</a></li>
  </xsl:template>

  <xsl:template match="div" mode="prose" as="element()">
    <section id="{odd:id(.)}">
      <xsl:apply-templates select="*, odd:original(.)/eg:egXML" mode="prose"/>
    </section>
  </xsl:template>

  <!-- what is specified has pages of its own -->
  <xsl:template match="schemaSpec | specGrp | specGrpRef | specList | specDesc | moduleSpec | divGen" mode="prose" as="element()?"/>

  <xsl:template match="title[@type = 'sub']" mode="prose" as="element()">
    <p class="subtitle">{.}</p>
  </xsl:template>

  <xsl:template match="head" mode="prose" as="element()">
    <xsl:element name="h{min((6, 1 + max((1, count(ancestor::div)))))}" namespace="">
      <xsl:apply-templates mode="prose"/>
    </xsl:element>
  </xsl:template>

  <!-- blocks inside of a paragraph follow it: HTML allows none in it -->
  <xsl:template match="p | ab" mode="prose" as="element()*">
    <xsl:for-each-group select="node()" group-adjacent="exists(self::list | self::eg:egXML | self::eg | self::table | self::figure)">
      <xsl:apply-templates select=".[current-grouping-key()]" mode="prose"/>
      <xsl:where-populated>
        <p>
          <xsl:apply-templates select="current-group()[not(current-grouping-key())]" mode="prose"/>
        </p>
      </xsl:where-populated>
    </xsl:for-each-group>
  </xsl:template>

  <!-- a paragraph within another, as a note has, is part of it -->
  <xsl:template match="p[ancestor::*[self::p or self::ab or self::item or self::cell or self::div][1][self::p or self::ab]]"
                mode="prose" as="element()" priority="1">
    <span>
      <xsl:apply-templates mode="prose"/>
    </span>
  </xsl:template>

  <xsl:template match="eg | quote" mode="prose" as="element()">
    <pre><code>{.}</code></pre>
  </xsl:template>

  <xsl:template match="table" mode="prose" as="element()">
    <table>
      <xsl:apply-templates select="row" mode="prose"/>
    </table>
  </xsl:template>

  <xsl:template match="row" mode="prose" as="element()">
    <tr>
      <xsl:apply-templates select="cell" mode="prose"/>
    </tr>
  </xsl:template>

  <xsl:template match="cell" mode="prose" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}" namespace="">
      <xsl:apply-templates mode="prose"/>
    </xsl:element>
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

  <!-- no link stands within another -->
  <xsl:template match="ref//gi" mode="prose" as="element()" priority="1">
    <code class="tag">{.}</code>
  </xsl:template>

  <xsl:template match="att" mode="prose" as="element()">
    <code class="attr">{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="prose" as="element()">
    <code class="val">{.}</code>
  </xsl:template>

  <xsl:template match="code | ident | tag" mode="prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <!-- only pages of the web and places of these pages: no other scheme can run anything from here -->
  <xsl:template match="ref" mode="prose" as="element()">
    <a>
      <xsl:copy-of select="@target[matches(., '^(https?://\S+|#\S+|[^:\s]*)$')] ! odd:href(.)"/>
      <xsl:apply-templates mode="prose"/>
    </a>
  </xsl:template>

  <xsl:function name="odd:href" as="attribute()">
    <xsl:param name="target" as="xs:string"/>
    <xsl:attribute name="href" select="$target"/>
  </xsl:function>

  <xsl:template match="ptr" mode="prose" as="element()">
    <a>
      <xsl:copy-of select="@target[matches(., '^(https?://\S+|#\S+|[^:\s]*)$')] ! odd:href(.)"/>
      <xsl:text>{@target}</xsl:text>
    </a>
  </xsl:template>

  <xsl:template match="emph | hi | term | foreign | q | title[not(@type = 'sub')] | soCalled | mentioned" mode="prose" as="element()">
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
