<?xml version="1.0" encoding="UTF-8"?>
<!-- Drop from content models what refers to nothing: deleted elements and macros, classes without a member left. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:odd="urn:edition:odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="prune" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:key name="spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>

  <!-- the elements of a class, those of its subclasses among them -->
  <xsl:function name="odd:members" as="element(elementSpec)*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:variable name="direct" as="element()*" select="key('member', $class/@ident, root($class))"/>
    <xsl:sequence select="$direct/self::elementSpec | $direct/self::classSpec ! odd:members(.)"/>
  </xsl:function>

  <xsl:template match="elementRef[not(key('spec', @key)/self::elementSpec)]" mode="prune" as="element()?"/>

  <xsl:template match="macroRef[not(key('spec', @key)/self::macroSpec)]" mode="prune" as="element()?"/>

  <xsl:template match="classRef[not(key('spec', @key)/self::classSpec/odd:members(.))]" mode="prune" as="element()?"/>

  <xsl:template match="sequence | alternate" mode="prune" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="*" mode="prune"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="count($parts) = 1 and not(@minOccurs or @maxOccurs)">
        <xsl:sequence select="$parts"/>
      </xsl:when>
      <xsl:when test="exists($parts)">
        <xsl:copy>
          <xsl:sequence select="@*, $parts"/>
        </xsl:copy>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
