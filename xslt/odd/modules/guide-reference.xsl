<?xml version="1.0" encoding="UTF-8"?>
<!-- The reference: elements, attribute classes, data types, value lists and rules. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="reference" on-no-match="fail" on-multiple-match="fail"/>
  <!-- the line of an element in the index -->
  <xsl:mode name="index" on-no-match="fail" on-multiple-match="fail"/>
  <!-- an attribute with its list of values, under the name of what has it -->
  <xsl:mode name="values" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="elementSpec" mode="index" as="element()+">
    <dt><xsl:sequence select="odd:tag(@ident)"/></dt>
    <dd>{odd:desc(.)}</dd>
  </xsl:template>

  <xsl:template match="elementSpec" mode="reference" as="element()+">
    <p class="desc">{odd:desc(.)}</p>
    <xsl:apply-templates select="gloss[@xml:lang = 'tr']" mode="reference"/>
    <section class="content">
      <h2>{odd:word('content')}</h2>
      <xsl:apply-templates select="content" mode="content"/>
      <xsl:apply-templates select="." mode="parents"/>
    </section>
    <section class="attributes">
      <h2>{odd:word('attributes')}</h2>
      <dl>
        <xsl:apply-templates select="attList//attDef" mode="reference"/>
      </dl>
      <p class="from-classes">{odd:word('from-classes')} <xsl:apply-templates select="attList//attRef" mode="reference"/></p>
    </section>
    <xsl:where-populated>
      <section class="examples">
        <xsl:apply-templates select="exemplum" mode="reference"/>
      </section>
    </xsl:where-populated>
    <xsl:apply-templates select="constraintSpec" mode="reference"/>
  </xsl:template>

  <xsl:template match="gloss" mode="reference" as="element()">
    <p class="gloss" lang="{@xml:lang}">{.}</p>
  </xsl:template>

  <xsl:template match="exemplum" mode="reference" as="element()*">
    <xsl:apply-templates select="*" mode="prose"/>
  </xsl:template>

  <xsl:template match="attRef" mode="reference" as="node()+">
    <a href="attributes.html#{@class}-{translate(@name, ':', '-')}">{@name}</a>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="attDef" mode="reference" as="element()+">
    <dt class="attribute">
      <xsl:if test="ancestor::classSpec">
        <xsl:attribute name="id" select="ancestor::classSpec/@ident || '-' || translate(@ident, ':', '-')"/>
      </xsl:if>
      <code class="attr">{@ident}</code>{(' ' || odd:word('required'))[current()/@usage = 'req']}
    </dt>
    <dd>
      <p>{odd:desc(.)}</p>
      <xsl:apply-templates select="datatype, valList" mode="reference"/>
    </dd>
  </xsl:template>

  <xsl:template match="datatype[key('spec', dataRef/@key)]" mode="reference" as="element()">
    <xsl:variable name="spec" as="element()" select="key('spec', dataRef/@key)[1]"/>
    <p class="datatype">{odd:word('value')} <a href="values.html#{dataRef/@key}">{(odd:desc($spec)[.], $spec/@ident)[1]}</a>
      {odd:word('several')[current()/@maxOccurs]}</p>
  </xsl:template>

  <!-- a data type that the ODD names by itself -->
  <xsl:template match="datatype[dataRef[@name]]" mode="reference" as="element()" priority="1">
    <p class="datatype">{odd:word('value')} <code>{dataRef/@name}</code></p>
  </xsl:template>

  <xsl:template match="datatype" mode="reference" as="element()?" priority="-1"/>

  <xsl:template match="valList" mode="reference" as="element()+">
    <p>{odd:word(if (@type = 'closed') then 'one-of' else 'for-example')}</p>
    <dl class="values">
      <xsl:apply-templates select="valItem" mode="reference"/>
    </dl>
  </xsl:template>

  <xsl:template match="valItem" mode="reference" as="element()+">
    <dt><code class="val">{@ident}</code></dt>
    <dd>{odd:desc(.)}</dd>
  </xsl:template>

  <xsl:template match="attDef" mode="values" as="element()">
    <section>
      <h2><code class="attr">{@ident}</code>{odd:word('of', ancestor::*[@ident][1]/@ident)}</h2>
      <p>{odd:desc(.)}</p>
      <xsl:apply-templates select="valList" mode="reference"/>
    </section>
  </xsl:template>

  <xsl:template match="classSpec" mode="reference" as="element()">
    <section id="{@ident}">
      <h2>{@ident}</h2>
      <p>{odd:desc(.)}</p>
      <dl>
        <xsl:apply-templates select="attList//attDef" mode="reference"/>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="dataSpec" mode="reference" as="element()">
    <section id="{@ident}">
      <h2>{@ident}</h2>
      <p>{odd:desc(.)}</p>
      <xsl:apply-templates select="content/valList" mode="reference"/>
    </section>
  </xsl:template>

  <xsl:template match="constraintSpec" mode="reference" as="element()">
    <section class="rule" id="rule-{@ident}">
      <h2>{odd:desc(.)}</h2>
      <ul>
        <xsl:apply-templates select=".//(sch:assert | sch:report)" mode="reference"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="reference" as="element()">
    <li>
      <code>{@id}</code>
      <xsl:text>{if (@role) then ' (' || odd:word(@role) || '): ' else ': '}</xsl:text>
      <!-- the message as the validator gives it -->
      <span lang="en"><xsl:apply-templates mode="reference"/></span>
    </li>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:name" mode="reference" as="text()">
    <xsl:text>…</xsl:text>
  </xsl:template>

  <xsl:template match="text()" mode="reference" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>
</xsl:stylesheet>
