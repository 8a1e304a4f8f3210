<?xml version="1.0" encoding="UTF-8"?>
<!--
  Schematron QuickFix: which fixes an assertion offers, and what each would change, told beside its finding.

  A fix becomes <fix> with a title and one <change> for each node that it would change; nothing is changed here.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
                xmlns:line="https://edition.example/ns/lines"
                xmlns:out="https://edition.example/ns/xslt-alias"
                expand-text="yes">

  <xsl:mode name="fix" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:mode name="described" on-no-match="deep-skip" on-multiple-match="fail"/>

  <!-- the fixes of an assertion, the one that is its default first; the nearest of an id counts -->
  <xsl:function name="sqf:offered" as="element(sqf:fix)*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="found" as="element(sqf:fix)*"
                  select="tokenize($assertion/@sqf:fix) ! sqf:named(., $assertion) ! (self::sqf:fix, self::sqf:group/sqf:fix)"/>
    <xsl:sequence select="$found[@id = $assertion/@sqf:default-fix], $found[not(@id = $assertion/@sqf:default-fix)]"/>
  </xsl:function>

  <!-- the fix or group of an id in the rule, in the pattern (where it is filled in), or in the schema -->
  <xsl:function name="sqf:named" as="element()?">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="from" as="element()"/>
    <xsl:variable name="pattern" as="element()?" select="$from/ancestor::sch:pattern"/>
    <xsl:variable name="holders" as="element()*" select="$from/ancestor::sch:rule, $pattern, $pattern/sqf:fixes, root($from)/(sqf:fixes, .)"/>
    <!-- a fix that calls its own id means the one behind it -->
    <xsl:sequence select="($holders ! (sqf:fix, sqf:group, sqf:group/sqf:fix)[@id eq $id][not(. is $from/ancestor-or-self::sqf:fix)])[1]"/>
  </xsl:function>

  <xsl:template name="quickfixes" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:if test="$fixes and $assertion/@sqf:fix">
      <out:variable name="edition.here" select="."/>
      <xsl:apply-templates select="sqf:offered($assertion)" mode="fix"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sqf:fix" mode="fix" as="element()">
    <xsl:variable name="one" as="element()">
      <xsl:call-template name="one-fix"/>
    </xsl:variable>
    <out:try>
      <xsl:copy-of select="@line:*"/>
      <xsl:choose>
        <xsl:when test="@use-for-each">
          <out:for-each select="{@use-for-each}">
            <out:variable name="sqf:current" select="."/>
            <out:for-each select="$edition.here"><xsl:sequence select="$one"/></out:for-each>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="$one"/></xsl:otherwise>
      </xsl:choose>
      <out:catch xmlns:err="http://www.w3.org/2005/xqt-errors">
        <unusable id="{@id}"><out:value-of select="$err:description"/></unusable>
      </out:catch>
    </out:try>
  </xsl:template>

  <!-- the condition and the description of a fix that only calls another are those of the other -->
  <xsl:template name="one-fix" as="element()">
    <xsl:variable name="told" as="element(sqf:fix)" select="sqf:told(.)"/>
    <xsl:variable name="conditions" as="xs:string+" select="(../self::sqf:group, (.[@use-when], $told)[1])/@use-when/string(), 'true()'"/>
    <out:if test="{string-join($conditions ! ('boolean(' || . || ')'), ' and ')}">
      <fix id="{@id}">
        <xsl:apply-templates select="node()" mode="fix">
          <xsl:with-param name="described" select="(sqf:description, $told/sqf:description)[1]/.." tunnel="yes"/>
          <xsl:with-param name="asks" select="exists(sqf:asked(., 0))" tunnel="yes"/>
        </xsl:apply-templates>
      </fix>
    </out:if>
  </xsl:template>

  <xsl:function name="sqf:told" as="element(sqf:fix)">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:variable name="calls" as="element()*" select="$fix/(sqf:call-fix | sqf:add | sqf:delete | sqf:replace | sqf:stringReplace)"/>
    <xsl:variable name="called" as="element()?" select="if (count($calls) eq 1) then $calls/self::sqf:call-fix ! sqf:named(@ref, .) else ()"/>
    <xsl:sequence select="if ($called) then sqf:told($called) else $fix"/>
  </xsl:function>

  <!-- what a person must say before the fix can be made -->
  <xsl:function name="sqf:asked" as="element(sqf:user-entry)*">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:if test="$depth gt 20">
      <xsl:sequence select="error(xs:QName('sqf:circle'), 'quick fixes call each other in a circle')"/>
    </xsl:if>
    <xsl:sequence select="$fix/sqf:user-entry, $fix/sqf:call-fix ! sqf:named(@ref, .) ! sqf:asked(., $depth + 1)"/>
  </xsl:function>

  <xsl:template match="sch:let" mode="fix" as="element()"><xsl:apply-templates select="." mode="variable"/></xsl:template>

  <xsl:template match="xsl:variable" mode="fix" as="element()"><xsl:apply-templates select="." mode="new"/></xsl:template>

  <xsl:template match="sqf:param[not(@abstract = 'true')]" mode="fix" as="element()">
    <xsl:param name="given" as="element(sqf:with-param)*" select="()" tunnel="yes"/>
    <out:variable name="{@name}" select="{if ($given/@name = @name) then sqf:apart(@name) else (@default, '''''')[1]}">
      <xsl:copy-of select="@line:*"/>
      <xsl:if test="@type"><xsl:attribute name="as" select="@type"/></xsl:if>
    </out:variable>
  </xsl:template>

  <!-- what is given is worked out before the names of the other fix are in scope -->
  <xsl:template match="sqf:call-fix" mode="fix" as="element()">
    <xsl:param name="described" as="element()?" tunnel="yes"/>
    <out:if test="true()">
      <xsl:apply-templates select="sqf:with-param" mode="fix"/>
      <xsl:apply-templates select="sqf:named(@ref, .)/node()" mode="fix">
        <xsl:with-param name="given" select="sqf:with-param" tunnel="yes"/>
        <xsl:with-param name="described" select="$described" tunnel="yes"/>
      </xsl:apply-templates>
    </out:if>
  </xsl:template>

  <xsl:template match="sqf:with-param" mode="fix" as="element()">
    <out:variable name="{substring(sqf:apart(@name), 2)}">
      <xsl:copy-of select="@select, @line:*"/>
      <xsl:apply-templates select="node()[not(current()/@select)]" mode="new"/>
    </out:variable>
  </xsl:template>

  <xsl:function name="sqf:apart" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="'$edition.given.' || translate($name, ':', '.')"/>
  </xsl:function>

  <!-- in English, or in no language that is named; else the first one -->
  <xsl:template match="sqf:description" mode="fix" as="element()*">
    <xsl:param name="described" as="element()?" select=".." tunnel="yes"/>
    <xsl:variable name="all" as="element()+" select="../sqf:description"/>
    <xsl:if test=". is ($all[not(@xml:lang) or lang('en')], $all)[1] and .. is $described">
      <xsl:apply-templates select="sqf:title, sqf:p" mode="described"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sqf:title | sqf:p" mode="described" as="element()">
    <xsl:element name="{local-name()}" namespace="">
      <xsl:apply-templates select="node()" mode="message"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sqf:user-entry" mode="fix" as="element()*">
    <xsl:variable name="default" as="xs:string" select="string((@default[normalize-space()], '''''')[1])"/>
    <!-- samples of the specification's authors write it as a template, too -->
    <out:variable name="{@name}" select="{replace($default, '^\s*\{(.*)\}\s*$', '$1', 's')}">
      <xsl:copy-of select="@line:*"/>
    </out:variable>
    <entry name="{@name}" suggested="{{${@name}}}">
      <xsl:apply-templates select="sqf:description[1]/sqf:title" mode="described"/>
    </entry>
  </xsl:template>
</xsl:stylesheet>
