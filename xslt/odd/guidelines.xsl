<?xml version="1.0" encoding="UTF-8"?>
<!-- From an ODD and its resolved schemaSpec to the encoding guidelines: index.html with the chapters, elements.html and one
     element-NAME.html each, attributes.html, values.html, rules.html.
     Classes for a stylesheet: guide (body), toc, element, attribute, values, example, rule; tag, attr and val in the line; b and i in an example, a in names and from-classes. -->
<xsl:package version="3.0" name="urn:edition:odd:guidelines" package-version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="urn:edition:odd" xmlns:sch="http://purl.oclc.org/dsdl/schematron" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="modules/guide-words.xsl"/>
  <xsl:include href="modules/guide-prose.xsl"/>
  <xsl:include href="modules/guide-reference.xsl"/>
  <xsl:include href="modules/guide-content.xsl"/>
  <xsl:include href="modules/guide-example.xsl"/>

  <!-- the ODD with its prose; the transform itself runs on the resolved schemaSpec -->
  <xsl:param name="odd" as="document-node()" required="yes"/>
  <xsl:variable name="schema" as="document-node()" select="/"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <!-- whole pages -->
  <xsl:mode name="page" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:key name="spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>
  <xsl:key name="parent" match="elementSpec | macroSpec" use="content//(elementRef | macroRef | classRef)/@key"/>

  <xsl:template match="/" as="document-node()*">
    <xsl:apply-templates select="$odd" mode="page"/>
    <xsl:apply-templates select="schemaSpec, schemaSpec/elementSpec" mode="page"/>
  </xsl:template>

  <xsl:function name="odd:page" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="main" as="element()*"/>
    <html lang="{$lang}">
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{$title}</title>
        <link rel="stylesheet" href="guidelines.css"/>
      </head>
      <body class="guide">
        <header>
          <nav aria-label="{odd:word('guidelines')}">
            <ul>
              <li><a href="index.html">{odd:in-language($odd//titleStmt/title[not(@type = 'sub')])}</a></li>
              <li><a href="elements.html">{odd:word('elements')}</a></li>
              <li><a href="attributes.html">{odd:word('attributes')}</a></li>
              <li><a href="values.html">{odd:word('values')}</a></li>
              <li><a href="rules.html">{odd:word('rules')}</a></li>
            </ul>
          </nav>
        </header>
        <main>
          <h1>{$title}</h1>
          <xsl:sequence select="$main"/>
        </main>
      </body>
    </html>
  </xsl:function>

  <xsl:template match="/" mode="page" as="document-node()?">
    <xsl:result-document href="index.html">
      <xsl:variable name="main" as="element()*">
        <xsl:apply-templates select="odd:in-language(//titleStmt/title[@type = 'sub'])" mode="prose"/>
        <nav class="toc" aria-label="{odd:word('chapters')}">
          <ol>
            <xsl:apply-templates select="odd:chapters(//text/body/div)" mode="toc"/>
          </ol>
        </nav>
        <xsl:apply-templates select="odd:chapters(//text/body/div)" mode="prose"/>
      </xsl:variable>
      <xsl:sequence select="odd:page(normalize-space(odd:in-language(//titleStmt/title[not(@type = 'sub')])), $main)"/>
    </xsl:result-document>
  </xsl:template>

  <xsl:template match="schemaSpec" mode="page" as="document-node()?">
    <xsl:result-document href="elements.html">
      <xsl:variable name="list" as="element()">
        <dl class="elements">
          <xsl:apply-templates select="elementSpec" mode="index">
            <xsl:sort select="lower-case(@ident)"/>
          </xsl:apply-templates>
        </dl>
      </xsl:variable>
      <xsl:sequence select="odd:page(odd:word('elements'), $list)"/>
    </xsl:result-document>
    <xsl:result-document href="attributes.html">
      <xsl:variable name="classes" as="element()*">
        <xsl:apply-templates select="classSpec[@type = 'atts']" mode="reference"/>
      </xsl:variable>
      <xsl:sequence select="odd:page(odd:word('shared'), $classes)"/>
    </xsl:result-document>
    <xsl:result-document href="values.html">
      <xsl:variable name="lists" as="element()*">
        <xsl:apply-templates select="dataSpec" mode="reference"/>
        <xsl:apply-templates select=".//attDef[valList]" mode="values"/>
      </xsl:variable>
      <xsl:sequence select="odd:page(odd:word('value-lists'), $lists)"/>
    </xsl:result-document>
    <xsl:result-document href="rules.html">
      <xsl:variable name="rules" as="element()*">
        <xsl:apply-templates select=".//constraintSpec[constraint//(sch:assert | sch:report)]" mode="reference"/>
      </xsl:variable>
      <xsl:sequence select="odd:page(odd:word('beyond'), $rules)"/>
    </xsl:result-document>
  </xsl:template>

  <xsl:template match="elementSpec" mode="page" as="document-node()?">
    <xsl:result-document href="element-{@ident}.html">
      <xsl:variable name="main" as="element()*">
        <xsl:apply-templates select="." mode="reference"/>
      </xsl:variable>
      <xsl:sequence select="odd:page('&lt;' || @ident || '&gt;', $main)"/>
    </xsl:result-document>
  </xsl:template>
</xsl:package>
