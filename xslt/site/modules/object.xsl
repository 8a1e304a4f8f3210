<?xml version="1.0" encoding="UTF-8"?>
<!-- The object that bears the text, from the header's `msDesc`: where it is kept, what it is of, where it comes from. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="object" as="element()?">
    <xsl:variable name="objects" as="element()*"
                  select="$header/fileDesc/sourceDesc//(msDesc | object)[not(ancestor::msDesc or ancestor::object)][normalize-space()]"/>
    <xsl:if test="exists($objects)">
      <section class="object" id="object" aria-labelledby="object-head">
        <h2 id="object-head">{f:label('object')}</h2>
        <xsl:for-each select="$objects">
          <dl>
            <xsl:sequence select="f:about-object(.)"/>
          </dl>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:about-object" as="element()*">
    <xsl:param name="object" as="element()"/>
    <xsl:sequence select="
        f:fact('object.identifier', f:object-line($object/(msIdentifier | objectIdentifier)/(* except altIdentifier)[normalize-space()])),
        f:fact('object.type', f:object-facts($object//objectType, ())),
        f:fact('object.material', f:object-facts($object//material, ())),
        f:fact('object.support', f:object-facts($object//support[not(material or objectType or dimensions)] | $object//support/p | $object//objectDesc/p | $object/physDesc/p, ())),
        f:fact('object.dimensions', $object//dimensions[not(ancestor::handDesc)] ! f:dimensions(.)),
        f:fact('object.condition', f:object-facts($object//condition, ())),
        f:fact('object.layout', f:object-facts($object//layout, ())),
        f:fact('object.hands', f:object-facts($object//handNote | $object//handDesc/p, ())),
        f:fact('object.contents', f:object-facts($object/msContents/(summary | p | msItem), ())),
        f:fact('object.additions', f:object-facts($object//additions, ())),
        f:fact('object.origin', f:object-facts($object//origPlace, ())),
        f:fact('object.date', f:object-facts($object//origDate, ())),
        f:fact('object.found', f:object-facts($object//provenance | $object//acquisition, ()))"/>
  </xsl:function>

  <xsl:function name="f:object-facts" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:param name="none" as="empty-sequence()"/>
    <xsl:for-each-group select="$elements[normalize-space()]" group-by="f:object-words(.)">
      <span>
        <xsl:sequence select="f:lang(.)"/>
        <xsl:text>{current-grouping-key()}</xsl:text>
      </span>
    </xsl:for-each-group>
  </xsl:function>

  <!-- the parts of a description with a stop between those that would run together -->
  <xsl:function name="f:object-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-mixed" as="xs:boolean" select="exists($element/text()[normalize-space()])"/>
    <xsl:sequence select="
        if ($is-mixed or empty($element/*)) then f:words($element)
        else string-join($element/*[normalize-space()][not(self::geo or self::dimensions)] ! f:object-words(.), ', ')"/>
  </xsl:function>

  <xsl:function name="f:object-line" as="element()?">
    <xsl:param name="parts" as="element()*"/>
    <xsl:if test="exists($parts)">
      <span>{string-join($parts ! f:object-words(.)[. ne ''], ', ')}</span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:dimensions" as="element()?">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:variable name="parts" as="element()*"
                  select="$dimensions/(height | width | depth | dim)[normalize-space() or @quantity or @atLeast]"/>
    <xsl:if test="exists($parts)">
      <span>
        <xsl:text>{string-join($parts ! (normalize-space(.)[. ne ''], @quantity, @atLeast)[1], ' × ')}</xsl:text>
        <xsl:text>{($parts/@unit, $dimensions/@unit)[1] ! (' ' || .)}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
