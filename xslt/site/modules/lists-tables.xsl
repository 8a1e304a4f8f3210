<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists, tables, bibliographies. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="list[label]" mode="html" as="element()*">
    <xsl:apply-templates select="head" mode="html"/>
    <dl>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="node() except head" mode="html"/>
    </dl>
    <xsl:sequence select="f:told(.)"/>
  </xsl:template>

  <xsl:template match="list[label]/label" mode="html" as="element()" priority="1">
    <dt>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </dt>
  </xsl:template>

  <xsl:template match="list[label]/item" mode="html" as="element()" priority="1">
    <dd>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </dd>
  </xsl:template>

  <xsl:template match="list[not(label)] | listBibl | castList | castGroup" mode="html" as="element()*">
    <xsl:apply-templates select="head" mode="html"/>
    <xsl:element name="{if (f:is-numbered(.)) then 'ol' else 'ul'}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="* except head" mode="html"/>
    </xsl:element>
    <xsl:sequence select="f:told(.)"/>
  </xsl:template>

  <!-- HTML lists hold items only, so whatever else stands in a list is wrapped in one -->
  <xsl:template match="(list[not(label)] | castList | castGroup | listBibl)/*[not(self::item or self::castItem or self::head or self::bibl
      or self::biblStruct)]" mode="html" as="element()" priority="3">
    <li class="plain">
      <xsl:next-match/>
    </li>
  </xsl:template>

  <xsl:function name="f:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="$list/self::list[matches(string-join((@rend, @type), ' '), 'number|ordered', 'i')]
                          [not(matches(string-join((@rend, @type), ' '), 'unordered', 'i'))] => exists()"/>
  </xsl:function>

  <xsl:template match="list[not(label)]/item | castItem | listBibl/bibl | listBibl/biblStruct" mode="html" as="element()" priority="1">
    <li>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </li>
  </xsl:template>

  <xsl:template match="table" mode="html" as="element()">
    <div class="table" tabindex="0" role="region">
      <xsl:attribute name="aria-label" select="(head[1] ! f:words(.)[. ne ''], f:label('table'))[1]"/>
      <xsl:apply-templates select="head" mode="html"/>
      <table>
        <xsl:sequence select="f:source(.)"/>
        <xsl:apply-templates select="* except head" mode="html"/>
      </table>
      <xsl:sequence select="f:told(.)"/>
    </div>
  </xsl:template>

  <xsl:template match="row" mode="html" as="element()">
    <tr>
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates select="*" mode="html"/>
    </tr>
  </xsl:template>

  <xsl:template match="row/*[not(self::cell)] | table/*[not(self::row or self::head)]" mode="html" as="element()" priority="3">
    <xsl:element name="{if (parent::table) then 'caption' else 'td'}">
      <xsl:next-match/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="cell" mode="html" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:sequence select="f:source(.), @cols[. castable as xs:positiveInteger] ! f:span('colspan', .),
                            @rows[. castable as xs:positiveInteger] ! f:span('rowspan', .)"/>
      <xsl:if test="@role = 'label' or ../@role = 'label'">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:span" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:attribute name="{$name}" select="min((xs:integer($number), 100))"/>
  </xsl:function>
</xsl:stylesheet>
