<?xml version="1.0" encoding="UTF-8"?>
<!-- What a finding says: its message with values filled in, its diagnostics, and where the node stands. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:out="https://edition.example/ns/xslt-alias"
                expand-text="yes">

  <xsl:template name="finding" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="diagnostics" as="element(sch:diagnostic)*"
                  select="$assertion/root()//sch:diagnostic[@id = tokenize($assertion/@diagnostics)]"/>
    <finding id="{$assertion/@id}" role="{($assertion/@role, $assertion/../@role, $assertion/../../@role)[1]}"
             where="{{sch:where({($assertion/@subject, $assertion/../@subject, '.')[1]})}}">
      <message><xsl:apply-templates select="$assertion/node()" mode="message"/></message>
      <xsl:for-each select="$diagnostics">
        <note><xsl:apply-templates mode="message"/></note>
      </xsl:for-each>
    </finding>
  </xsl:template>

  <xsl:template match="text()" mode="message" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="message" as="element()">
    <out:value-of select="{@select}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element()">
    <out:value-of select="name({(@path, '.')[1]})"/>
  </xsl:template>

  <!-- the way from the root to a node: positions among elements, and an attribute's name at the end -->
  <xsl:template name="where" as="element()">
    <out:function name="sch:where" as="xs:string">
      <out:param name="nodes" as="node()*"/>
      <out:variable name="node" as="node()?" select="$nodes[1]"/>
      <out:variable name="element" as="element()?"
                    select="($node[self::element()], $node/.., $node/*)[self::element()][1]"/>
      <out:sequence select="string-join($element/ancestor-or-self::*/(count(preceding-sibling::*) + 1), '/')
                            || (if ($node instance of attribute()) then '@' || name($node) else '')"/>
    </out:function>
  </xsl:template>
</xsl:stylesheet>
