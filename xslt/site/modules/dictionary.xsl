<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: entries with their forms, grammar and senses; and the rarer elements, whose content is shown as it stands. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="entry | entryFree | superEntry" mode="html" as="element()" priority="0.2">
    <div class="entry">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </div>
  </xsl:template>

  <!-- a sense by its number; a sense within a sense is set in -->
  <xsl:template match="sense | hom | re | dictScrap" mode="html" as="element()" priority="0.2">
    <xsl:element name="{if (ancestor::p or ancestor::note) then 'span' else 'div'}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:if test="@n ne ''">
        <b class="made sense-number">{@n} </b>
      </xsl:if>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- parts that follow on one another without a blank between them -->
  <xsl:template match="entry//*[local-name() = $f:parts-of-entries][preceding-sibling::node()[1][self::*]]" mode="html" as="node()+" priority="3.5">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:variable name="f:parts-of-entries" as="xs:string+" select="
      'form', 'orth', 'pron', 'hyph', 'gramGrp', 'gram', 'pos', 'gen', 'number', 'case', 'tns', 'iType', 'def', 'usg', 'lbl', 'cit', 'quote',
      'etym', 'lang', 'mentioned', 'gloss', 'xr', 'ref', 'ptr', 'bibl', 'note', 'date'"/>

  <xsl:template match="etym | xr" mode="html" as="element()" priority="0.2">
    <xsl:element name="{if (parent::entry or parent::hom or parent::re) then 'div' else 'span'}">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="orth" mode="html" as="element()" priority="0.2">
    <xsl:element name="{if (ancestor::cit) then 'span' else 'b'}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>

  <!-- an etymon stands in the sentence that tells of it -->
  <xsl:template match="etym//cit | etym//quote" mode="html" as="element()" priority="1.5">
    <span>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="sense/cit | entry/cit | form/cit | re/cit" mode="html" as="element()" priority="1">
    <span class="block">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:for-each select=".[@type = ('translation', 'trans', 'translationEquivalent')]/(@xml:lang, quote/@xml:lang, form/@xml:lang)[1]">
        <small class="made" lang="{$site?lang}">{f:label('language.' || .)} </small>
      </xsl:for-each>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>

  <xsl:template match="form | gramGrp | gram | pos | gen | number | case | per | tns | mood | iType | colloc | subc | pron | hyph | syll | stress
      | def | usg | etym | lbl | lang | xr | oRef | pRef | oVar | pVar | equiv | metSym | ruby | rb | rt
      | abstract | accMat | acquisition | activity | additional | additions | adminInfo | annotation | annotationBlock | application
      | availability | binding | bindingDesc | broadcast | catchwords | collation | collection | colophon | condition | custodialHist
      | decoDesc | decoNote | depth | dim | dimensions | distributor | divGen | domain | ellipsis | explicit | filiation | finalRubric
      | foliation | funder | gap/certainty | handDesc | handNotes | height | heraldry | history | incident | institution | interaction
      | interpGrp | interpretation | kinesic | layout | layoutDesc | licence | meeting | msContents | msDesc | msFrag | msItem | msItemStruct
      | msName | msPart | musicNotation | normalization | notatedMusic | objectDesc | objectType | origDate | origPlace | origin | pause
      | physDesc | postBox | principal | provenance | purpose | q/abstract | recordHist | recording | relation | scriptDesc | scriptNote
      | seal | sealDesc | secFol | setting | shift | signatures | source | sponsor | summary | support | supportDesc | surrogates | symbol
      | typeDesc | typeNote | vocal | width | witDetail | witness | writing | headItem | headLabel | keywords | classCode | category
      | catDesc | att | tag | gi | listChange | change | custEvent | dictScrap/def | arc | node | graph | tree | leaf | eTree
      | eLeaf | iNode | root | triangle | forest | listForest | fs | f | string | numeric | binary | vColl | vAlt | standOff | correspDesc
      | correspAction | correspContext | biblFull | titleStmt | editionStmt | publicationStmt | seriesStmt | notesStmt | sourceDesc" mode="html" as="element()" priority="-1">
    <xsl:element name="{if (f:holds-blocks(.) and not(ancestor::p or ancestor::note)) then 'div' else 'span'}">
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
