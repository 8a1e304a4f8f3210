<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models in words and links: what an element may hold, and what may hold it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="parents" on-no-match="fail" on-multiple-match="fail"/>

  <!-- the elements that a reference of a content model stands for -->
  <xsl:function name="odd:allowed" as="element(elementSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/self::elementSpec
      | $spec/self::classSpec/key('member', @ident, root($spec))/odd:allowed(.)
      | $spec/self::macroSpec/content//(elementRef | classRef | macroRef)/key('spec', @key, root($spec))/odd:allowed(.)"/>
  </xsl:function>

  <xsl:template match="content" mode="content" as="element()+">
    <xsl:variable name="elements" as="element(elementSpec)*"
      select=".//(elementRef | classRef | macroRef)/key('spec', @key)/odd:allowed(.)"/>
    <xsl:variable name="text" as="xs:boolean"
      select="exists(.//textNode | .//macroRef/key('spec', @key)[content//textNode])"/>
    <p>{odd:word(if (empty($elements)) then (if ($text) then 'text-only' else 'nothing') else if ($text) then 'text-and' else 'no-text')}</p>
    <xsl:where-populated>
      <ul class="names">
        <xsl:apply-templates select="$elements" mode="name">
          <xsl:sort select="lower-case(@ident)"/>
        </xsl:apply-templates>
      </ul>
    </xsl:where-populated>
    <xsl:where-populated>
      <p class="model">
        <xsl:apply-templates select="*[not($text)]" mode="model"/>
      </p>
    </xsl:where-populated>
  </xsl:template>

  <!-- an element in a list of names -->
  <xsl:mode name="name" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="elementSpec" mode="name" as="element()">
    <li><a href="element-{@ident}.html">{@ident}</a></li>
  </xsl:template>

  <!-- the content model in the compact notation of grammars: , for order, | for choice, ? * + for number -->
  <xsl:mode name="model" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sequence | alternate" mode="model" as="node()*">
    <xsl:text>(</xsl:text>
    <xsl:apply-templates select="*" mode="model"/>
    <xsl:text>){odd:number(.)}</xsl:text>
    <xsl:apply-templates select="." mode="separator"/>
  </xsl:template>

  <xsl:template match="elementRef" mode="model" as="node()*">
    <xsl:sequence select="odd:tag(@key)"/>
    <xsl:text>{odd:number(.)}</xsl:text>
    <xsl:apply-templates select="." mode="separator"/>
  </xsl:template>

  <xsl:template match="classRef | macroRef | dataRef | valList | textNode | empty | anyElement" mode="model" as="node()*">
    <xsl:text>{(@key, @name, local-name())[1]}{odd:number(.)}</xsl:text>
    <xsl:apply-templates select="." mode="separator"/>
  </xsl:template>

  <!-- what stands between a part of a model and the next -->
  <xsl:mode name="separator" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="*" mode="separator" as="text()?"/>

  <xsl:template match="sequence/*[following-sibling::*]" mode="separator" as="text()?">
    <xsl:text>, </xsl:text>
  </xsl:template>

  <xsl:template match="alternate/*[following-sibling::*]" mode="separator" as="text()?">
    <xsl:text> | </xsl:text>
  </xsl:template>

  <xsl:function name="odd:number" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="key" as="xs:string" select="($part/@minOccurs, 1)[1] || '-' || ($part/@maxOccurs, 1)[1]"/>
    <xsl:sequence select="(map { '1-1': '', '0-1': '?', '0-unbounded': '*', '1-unbounded': '+' }($key), '{' || $key || '}')[1]"/>
  </xsl:function>

  <xsl:template match="elementSpec" mode="parents" as="element()?">
    <xsl:variable name="parents" as="element(elementSpec)*" select="odd:parents(.)"/>
    <xsl:if test="$parents">
      <details class="parents">
        <summary>{odd:word('parents', string(count($parents)))}</summary>
        <ul class="names">
          <xsl:apply-templates select="$parents" mode="name">
            <xsl:sort select="lower-case(@ident)"/>
          </xsl:apply-templates>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- the elements whose content leads to a specification by references, classes and macros -->
  <xsl:function name="odd:parents" as="element(elementSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="users" as="element()*" select="key('parent', $spec/@ident, root($spec))"/>
    <xsl:sequence select="$users/self::elementSpec | $users/self::macroSpec/odd:parents(.)
      | $spec/classes/memberOf/key('spec', @key, root($spec))[@type = 'model']/odd:parents(.)"/>
  </xsl:function>
</xsl:stylesheet>
