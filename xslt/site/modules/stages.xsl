<?xml version="1.0" encoding="UTF-8"?>
<!-- How a text came to stand there, and how much of it is the editor's: the order of writing, the diplomatic and the reading view. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- The campaigns of writing that parts of the text name by @change, in the order in which the header lists them;
       what revisionDesc lists happened to the file. -->
  <xsl:variable name="f:stages" as="element(change)*" select="
      $tei//listChange[not(ancestor::revisionDesc)]/change[@xml:id = $f:named-stages][position() le $f:most-stages]"/>
  <xsl:variable name="f:named-stages" as="xs:string*" select="
      distinct-values(($text, $source-document)//@change ! tokenize(.) ! f:bare(.))"/>
  <!-- so many have a rule in the style sheet -->
  <xsl:variable name="f:most-stages" as="xs:integer" select="12"/>

  <xsl:function name="f:stage" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="change" as="attribute()?" select="($element/@change, $element/parent::*[f:is-joint(.)]/@change)[1]"/>
    <xsl:if test="$change and exists($f:stages) and not(f:is-joint($element))">
      <xsl:variable name="ids" as="xs:string*" select="tokenize($change) ! f:bare(.)"/>
      <xsl:sequence select="f:data('stage', index-of(for $stage in $f:stages return $stage/@xml:id = $ids, true())[1] ! string())"/>
    </xsl:if>
  </xsl:function>

  <!-- what only holds a deletion and an addition together: its time is that of both, and neither here nor gone itself -->
  <xsl:function name="f:is-joint" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::subst or self::mod or self::substJoin or self::choice][del or add])"/>
  </xsl:function>

  <!-- the text as it stood after each campaign -->
  <xsl:template name="stage-menu" as="element()?">
    <xsl:if test="count($f:stages) gt 0">
      <details class="menu choice-of-stage">
        <summary>{f:label('stages')}</summary>
        <fieldset>
          <legend>{f:label('stages')}</legend>
          <label><input type="radio" name="stage" id="stage-0" value="" checked="checked"/>{f:label('stages.all')}</label>
          <xsl:for-each select="$f:stages">
            <label><input type="radio" name="stage" id="stage-{position()}" value="{@xml:id}"/><span>{f:name-of-stage(., position())}</span></label>
          </xsl:for-each>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:name-of-stage" as="xs:string">
    <xsl:param name="stage" as="element(change)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="words" as="xs:string" select="string-join((($stage/@n, string($number))[1] || '.', ($stage/label, $stage)[normalize-space()][1] ! f:words(.), $stage/@when)[. ne ''], ' ')"/>
    <xsl:sequence select="if (string-length($words) gt 60) then substring($words, 1, 58) || ' …' else $words"/>
  </xsl:function>

  <!-- The text as the editor gives it, as the source has it, or as one reads it: style sheets hide what does not belong. -->
  <xsl:template name="level-menu" as="element()?">
    <xsl:if test="exists(($text, $source-document)//(del | add | supplied | surplus | ex | unclear | addSpan | mod))">
      <details class="menu choice-of-level">
        <summary>{f:label('level')}</summary>
        <fieldset>
          <legend>{f:label('level')}</legend>
          <xsl:for-each select="'edited', 'diplomatic', 'reading'">
            <label>
              <input type="radio" name="level" id="level-{.}" value="{.}">
                <xsl:if test=". eq 'edited'">
                  <xsl:attribute name="checked" select="'checked'"/>
                </xsl:if>
              </input>
              <xsl:text>{f:label('level.' || .)}</xsl:text>
            </label>
          </xsl:for-each>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- as many dots as letters were lost, for the diplomatic view -->
  <xsl:function name="f:lost" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="letters" as="xs:integer" select="string-length(replace(string($element), '\s', ''))"/>
    <xsl:sequence select="'[' || (if ($letters gt 12) then '- ' || $letters || ' -' else string-join((1 to $letters) ! '·')) || ']'"/>
  </xsl:function>
</xsl:stylesheet>
