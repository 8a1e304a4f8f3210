<?xml version="1.0" encoding="UTF-8"?>
<!-- What a finding says: its message with values filled in, its diagnostics and properties, and where the node stands. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:line="https://edition.example/ns/lines"
                xmlns:out="https://edition.example/ns/xslt-alias"
                expand-text="yes">

  <xsl:template name="finding" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="subject" as="xs:string" select="string(($assertion/@subject, $assertion/../@subject, '.')[1])"/>
    <finding id="{$assertion/@id}" role="{($assertion/@role, $assertion/../@role, $assertion/../../@role)[1]}"
             where="{{sch:where({$subject}, $edition.at)}}">
      <xsl:call-template name="document-of">
        <xsl:with-param name="assertion" select="$assertion"/>
      </xsl:call-template>
      <xsl:if test="$svrl">
        <xsl:attribute name="kind" select="local-name($assertion)"/>
        <xsl:attribute name="test" select="sch:braced($assertion/@test)"/>
        <xsl:attribute name="flag" select="sch:braced(($assertion/@flag, $assertion/../@flag)[1])"/>
        <xsl:attribute name="location">{{path(sch:node({$subject}, $edition.at))}}</xsl:attribute>
      </xsl:if>
      <message><xsl:apply-templates select="$assertion/node()" mode="message"/></message>
      <xsl:for-each select="sch:referred($assertion, 'diagnostic'), sch:referred($assertion, 'property')">
        <xsl:element name="{if (self::sch:property) then 'property' else 'note'}">
          <xsl:copy-of select="@id, @role, @scheme, @xml:lang"/>
          <xsl:apply-templates mode="message"/>
        </xsl:element>
      </xsl:for-each>
      <xsl:call-template name="quickfixes">
        <xsl:with-param name="assertion" select="$assertion"/>
      </xsl:call-template>
    </finding>
  </xsl:template>

  <!-- the address of the document that is being checked, where it is another one -->
  <xsl:template name="document-of" as="attribute()?">
    <xsl:param name="assertion" as="element()"/>
    <xsl:if test="$assertion/../../@documents">
      <xsl:attribute name="document">{{$edition.uris(generate-id(root($edition.at)))}}</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- the diagnostics or properties of an assertion: as its pattern has filled them in, or those of the schema -->
  <xsl:function name="sch:referred" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="ids" as="xs:string*"
                  select="tokenize(if ($kind eq 'property') then $assertion/@properties else $assertion/@diagnostics)"/>
    <xsl:for-each select="$ids">
      <xsl:sequence select="($assertion/ancestor::sch:pattern//sch:*[local-name() eq $kind],
                             $assertion/root()//sch:*[local-name() eq $kind])[@id eq current()][1]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="sch:braced" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="replace($text, '([{{}}])', '$1$1')"/>
  </xsl:function>

  <!-- the rules that were met, and the patterns, are asked for in reports only -->
  <xsl:template match="sch:rule" mode="fired" as="element()?">
    <xsl:if test="$svrl">
      <rule id="{@id}" context="{sch:braced(@context)}" role="{sch:braced(@role)}" flag="{sch:braced(@flag)}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="fired" as="element()?">
    <xsl:if test="$svrl">
      <pattern id="{@id}" name="{sch:braced(normalize-space(sch:title[1]))}" documents="{sch:braced(@documents)}" role="{sch:braced(@role)}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="message" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="message" as="element()">
    <out:value-of select="{@select}"><xsl:copy-of select="@line:*"/></out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element()">
    <out:value-of select="{(@path, 'name()')[1]}"><xsl:copy-of select="@line:*"/></out:value-of>
  </xsl:template>

  <!-- XSLT in a property, which the schema's reader lets pass there only -->
  <xsl:template match="xsl:*" mode="message" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- the way from the root to a node: positions among elements, and an attribute's name at the end -->
  <xsl:template name="where" as="element()*">
    <out:function name="sch:node" as="node()">
      <out:param name="items" as="item()*"/>
      <out:param name="context" as="node()"/>
      <out:sequence select="($items[. instance of node()][root(.) is root($context)], $context)[1]"/>
    </out:function>
    <out:function name="sch:where" as="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <out:param name="items" as="item()*"/>
      <out:param name="context" as="node()"/>
      <out:variable name="node" as="node()" select="sch:node($items, $context)"/>
      <out:variable name="element" as="element()?"
                    select="($node[self::element()], $node/.., $node/*)[self::element()][1]"/>
      <out:sequence select="string-join($element/ancestor-or-self::*/(count(preceding-sibling::*) + 1), '/')
                            || (if ($node instance of attribute()) then '@' || name($node) else '')"/>
    </out:function>
  </xsl:template>
</xsl:stylesheet>
