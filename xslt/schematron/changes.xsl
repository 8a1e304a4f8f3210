<?xml version="1.0" encoding="UTF-8"?>
<!-- What a quick fix changes: for each node the way to it, and what is to stand there. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
                xmlns:line="https://edition.example/ns/lines"
                xmlns:out="https://edition.example/ns/xslt-alias"
                expand-text="yes">

  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="new" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="change" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- a copy takes on the default namespace of what it is copied into: that a change has none is kept beside it -->
  <xsl:template match="(sqf:add | sqf:replace)[empty(namespace-uri-for-prefix('', .))]" mode="instantiate" as="element()">
    <xsl:copy>
      <xsl:attribute name="line:bare"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sqf:add | sqf:delete | sqf:replace | sqf:stringReplace" mode="fix" as="element()?">
    <xsl:param name="asks" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="not($asks)">
      <out:if test="{(@use-when, 'true()')[1]}">
        <xsl:copy-of select="@line:*"/>
        <out:for-each select="{(@match, 'sch:node(., $edition.at)')[1]}">
          <xsl:copy-of select="@line:*"/>
          <change kind="{local-name()}" position="{(@position, 'first-child')[1]}" at="{{sqf:way(.)}}" elsewhere="{{not(root(.) is root($edition.at))}}">
            <xsl:apply-templates select="." mode="change"/>
          </change>
        </out:for-each>
      </out:if>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sqf:add | sqf:replace" mode="change" as="element()+">
    <out:variable name="edition.new" as="item()*">
      <xsl:choose>
        <xsl:when test="@node-type"><xsl:call-template name="typed"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="content"/></xsl:otherwise>
      </xsl:choose>
    </out:variable>
    <xsl:call-template name="written"/>
  </xsl:template>

  <!-- the parts of a text in their order: what stays, and what stands in the place of what matches -->
  <xsl:template match="sqf:stringReplace" mode="change" as="element()">
    <out:analyze-string select="string(.)" regex="{@regex}">
      <xsl:copy-of select="@flags, @line:*"/>
      <out:matching-substring>
        <part length="{{string-length(.)}}">
          <out:variable name="edition.new" as="item()*"><xsl:apply-templates select="." mode="content"/></out:variable>
          <xsl:call-template name="written"/>
        </part>
      </out:matching-substring>
      <out:non-matching-substring><kept length="{{string-length(.)}}"/></out:non-matching-substring>
    </out:analyze-string>
  </xsl:template>

  <xsl:template name="written" as="element()">
    <new>
      <out:copy-of select="$edition.new[. instance of attribute()]"/>
      <out:copy-of select="$edition.new[not(. instance of attribute())]"/>
    </new>
  </xsl:template>

  <!-- a node of the type that is asked for, or of that of the one in whose place it comes -->
  <xsl:template name="typed" as="element()">
    <xsl:variable name="change" as="element()" select="."/>
    <xsl:choose>
      <xsl:when test="@node-type eq 'keep'">
        <out:choose>
          <xsl:for-each select="'element', 'attribute', 'comment', 'processing-instruction'">
            <out:when test=". instance of {.}()">
              <xsl:sequence select="sqf:typed($change, .)"/>
            </out:when>
          </xsl:for-each>
        </out:choose>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="sqf:typed(., if (@node-type eq 'pi') then 'processing-instruction' else @node-type)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="sqf:typed" as="element()">
    <xsl:param name="change" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:element name="xsl:{$type}">
      <xsl:if test="$type ne 'comment'">
        <xsl:attribute name="name" select="$change/@target"/>
        <!-- a prefix is that of the schema where it stands; a name without one is in its namespace, if that is not Schematron's -->
        <xsl:for-each select="in-scope-prefixes($change)[namespace-uri-for-prefix(., $change) ne 'http://purl.oclc.org/dsdl/schematron']">
          <xsl:namespace name="{.}" select="namespace-uri-for-prefix(., $change)"/>
        </xsl:for-each>
        <xsl:if test="$type eq 'element' and $change/@line:bare and matches($change/@target, '^[^:{]+$')">
          <xsl:attribute name="namespace"/>
        </xsl:if>
      </xsl:if>
      <xsl:copy-of select="$change/@line:*, $change/@select[$type ne 'element']"/>
      <xsl:apply-templates select="$change[$type eq 'element' or not(@select)]" mode="content"/>
    </xsl:element>
  </xsl:function>

  <!-- what is new: what an expression gives, or what stands in the change, which is written as in a template of XSLT -->
  <xsl:template match="sqf:add | sqf:replace | sqf:stringReplace" mode="content" as="node()*">
    <xsl:copy-of select="@xml:space"/>
    <xsl:choose>
      <xsl:when test="@select"><out:sequence select="{@select}"><xsl:copy-of select="@line:*"/></out:sequence></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="node()" mode="new"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="new" as="element()">
    <out:value-of select="{@select}"><xsl:copy-of select="@line:*"/></out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="new" as="element()">
    <out:value-of select="{(@path, 'name()')[1]}"><xsl:copy-of select="@line:*"/></out:value-of>
  </xsl:template>

  <xsl:template match="sch:let" mode="new" as="element()"><xsl:apply-templates select="." mode="variable"/></xsl:template>

  <!-- `keep` is what drafts of the specification called it -->
  <xsl:template match="sqf:copy-of | sqf:keep" mode="new" as="element()">
    <out:copy-of select="{(@select, 'node()')[1]}"><xsl:copy-of select="@line:*"/></out:copy-of>
  </xsl:template>

  <xsl:template match="*" mode="new" as="element()">
    <xsl:copy>
      <xsl:copy-of select="@* except @line:*, self::xsl:*/@line:*"/>
      <xsl:apply-templates select="node()" mode="new"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="text()" mode="new" as="text()"><xsl:copy-of select="."/></xsl:template>

  <!-- the way to a node: that of its element, and behind it an attribute's name or a place among the nodes inside -->
  <xsl:template name="ways" as="element()">
    <out:function name="sqf:way" as="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <out:param name="node" as="node()"/>
      <out:variable name="element" as="element()?" select="($node/self::element(), $node/parent::element())[1]"/>
      <out:sequence select="string-join($element/ancestor-or-self::*/(count(preceding-sibling::*) + 1), '/')
                            || (if ($node instance of attribute()) then '@' || name($node)
                                else if ($node instance of element() or $node instance of document-node()) then ''
                                else '#' || (count($node/preceding-sibling::node()) + 1))"/>
    </out:function>
  </xsl:template>
</xsl:stylesheet>
