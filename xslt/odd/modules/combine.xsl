<?xml version="1.0" encoding="UTF-8"?>
<!-- Combine specifications with changes of them: the second half of every @mode.
     `add` (or no mode) adds, `delete` removes, `replace` replaces, `change` keeps what the change does not speak of.
     A change of an attribute that an element has from a class is kept as it is; attributes.xsl applies it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="combine" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- the change that speaks of this specification: same kind of element, same name -->
  <xsl:function name="odd:change" as="element()?">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="changes" as="element()*"/>
    <xsl:sequence select="$changes[node-name() = node-name($spec)][@ident = $spec/@ident]
      [@mode = ('change', 'delete', 'replace')][1]"/>
  </xsl:function>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | constraintSpec" mode="combine" as="element()?">
    <xsl:param name="changes" as="element()*" tunnel="yes"/>
    <xsl:variable name="change" as="element()?" select="odd:change(., $changes)"/>
    <xsl:choose>
      <xsl:when test="empty($change)">
        <xsl:sequence select="."/>
      </xsl:when>
      <xsl:when test="$change/@mode = 'replace'">
        <xsl:sequence select="odd:without-mode($change)"/>
      </xsl:when>
      <xsl:when test="$change/@mode = 'change'">
        <xsl:copy>
          <xsl:copy-of select="@*, $change/(@* except @mode)"/>
          <xsl:sequence select="odd:combine-children(., $change)"/>
        </xsl:copy>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="constraintDecl" mode="combine" as="element()?">
    <xsl:param name="changes" as="element()*" tunnel="yes"/>
    <xsl:sequence select=".[not($changes/self::constraintDecl)]"/>
  </xsl:template>

  <!-- descriptions, classes, content, constraints, attributes, examples: in the order of a specification -->
  <xsl:function name="odd:combine-children" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:sequence select="($change/gloss, $spec/gloss[not(@xml:lang = $change/gloss/@xml:lang)])"/>
    <xsl:sequence select="($change/desc, $spec/desc[not(@xml:lang = $change/desc/@xml:lang)][not($change/desc[not(@xml:lang)])])"/>
    <xsl:sequence select="odd:combine-classes($spec/classes, $change/classes)"/>
    <xsl:sequence select="($change/(content | constraint), $spec/(content | constraint))[1]"/>
    <xsl:sequence select="odd:combine-named($spec/constraintSpec, $change/constraintSpec)"/>
    <xsl:sequence select="odd:combine-attributes($spec/attList, $change/attList)"/>
    <xsl:sequence select="if ($change/exemplum) then $change/exemplum else $spec/exemplum"/>
  </xsl:function>

  <xsl:function name="odd:combine-classes" as="element(classes)?">
    <xsl:param name="old" as="element(classes)?"/>
    <xsl:param name="new" as="element(classes)?"/>
    <xsl:choose>
      <xsl:when test="$new/@mode = 'change'">
        <classes xmlns="http://www.tei-c.org/ns/1.0">
          <xsl:sequence select="$old/memberOf[not(@key = $new/memberOf/@key)]"/>
          <xsl:sequence select="$new/memberOf[not(@mode = 'delete')] ! odd:without-mode(.)"/>
        </classes>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="($new, $old)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a list of things with names, such as constraints, and the changes of some of them -->
  <xsl:function name="odd:combine-named" as="element()*">
    <xsl:param name="old" as="element()*"/>
    <xsl:param name="new" as="element()*"/>
    <xsl:apply-templates select="$old" mode="combine">
      <xsl:with-param name="changes" select="$new" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:sequence select="$new[not(@mode = ('change', 'delete', 'replace'))]"/>
  </xsl:function>

  <xsl:function name="odd:combine-attributes" as="element(attList)?">
    <xsl:param name="old" as="element(attList)?"/>
    <xsl:param name="new" as="element(attList)?"/>
    <xsl:variable name="changes" as="element(attDef)*" select="$new//attDef"/>
    <xsl:variable name="known" as="xs:string*" select="$old//attDef/@ident/string()"/>
    <xsl:if test="exists($old | $new)">
      <attList xmlns="http://www.tei-c.org/ns/1.0">
        <xsl:copy-of select="$old/@*"/>
        <xsl:apply-templates select="$old/*" mode="combine">
          <xsl:with-param name="changes" select="$changes" tunnel="yes"/>
        </xsl:apply-templates>
        <xsl:sequence select="$new/attList[not(descendant::attDef/@ident = $known)]"/>
        <xsl:sequence select="$new/attDef[not(@ident = $known) or not(@mode = ('change', 'delete', 'replace'))]"/>
      </attList>
    </xsl:if>
  </xsl:function>

  <!-- an attribute: what was itself a change of an inherited attribute stays one, and a deleted one stays deleted -->
  <xsl:template match="attDef" mode="combine" as="element(attDef)?">
    <xsl:param name="changes" as="element()*" tunnel="yes"/>
    <xsl:variable name="change" as="element()?" select="odd:change(., $changes)"/>
    <xsl:choose>
      <xsl:when test="empty($change)">
        <xsl:sequence select="."/>
      </xsl:when>
      <xsl:when test="$change/@mode = 'change'">
        <xsl:sequence select="odd:combine-attribute(., $change)"/>
      </xsl:when>
      <xsl:when test="@mode = 'change' or $change/@mode = 'replace'">
        <xsl:sequence select="$change"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="odd:combine-attribute" as="element(attDef)">
    <xsl:param name="old" as="element(attDef)"/>
    <xsl:param name="new" as="element(attDef)"/>
    <attDef xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:copy-of select="$old/@*, $new/(@* except @mode)"/>
      <xsl:sequence select="if ($new/gloss) then $new/gloss else $old/gloss"/>
      <xsl:sequence select="if ($new/desc) then $new/desc else $old/desc"/>
      <xsl:sequence select="($new/datatype, $old/datatype)[1]"/>
      <xsl:sequence select="odd:combine-values($old/valList, $new/valList)"/>
    </attDef>
  </xsl:function>

  <xsl:function name="odd:combine-values" as="element(valList)?">
    <xsl:param name="old" as="element(valList)?"/>
    <xsl:param name="new" as="element(valList)?"/>
    <xsl:choose>
      <xsl:when test="$old and $new/@mode = 'change'">
        <valList xmlns="http://www.tei-c.org/ns/1.0">
          <xsl:copy-of select="$old/@*, $new/(@* except @mode)"/>
          <xsl:sequence select="$old/valItem[not(@ident = $new/valItem/@ident)]"/>
          <xsl:sequence select="$new/valItem[not(@mode = 'delete')] ! odd:without-mode(.)"/>
        </valList>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="($new ! odd:without-mode(.), $old)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:without-mode" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:element name="{name($element)}" namespace="{namespace-uri($element)}">
      <xsl:copy-of select="$element/(@* except @mode), $element/node()"/>
    </xsl:element>
  </xsl:function>
</xsl:stylesheet>
