<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers that stand in a text's back: read as registers, and here folded away under their text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match="back//listPerson[person/@xml:id] | back//listPlace[place/@xml:id] | back//listOrg[org/@xml:id]
      | back//listEvent[event/@xml:id] | back//listBibl[../(listPerson[person/@xml:id] | listPlace[place/@xml:id] | listOrg[org/@xml:id])]"
                mode="html" as="element()" priority="3.5">
    <details class="register">
      <summary class="made">{f:label('section.' || f:index-of(.))}</summary>
      <xsl:next-match/>
    </details>
  </xsl:template>

  <xsl:function name="f:index-of" as="xs:string">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="map { 'listPerson': 'persons', 'listPlace': 'places', 'listOrg': 'organisations',
        'listEvent': 'events', 'listBibl': 'works' }(local-name($list))"/>
  </xsl:function>

  <!-- what an entry says, a line each -->
  <xsl:template match="sex | age | nationality | education | faith | langKnowledge | langKnown | residence | socecStatus | trait
      | persona | personGrp | listNym | nym | persPronouns | gender | population | climate | terrain | eventName | note/listObject | object
      | listObject | objectIdentifier" mode="html" as="element()" priority="-0.3">
    <span>
      <xsl:sequence select="f:source(.), @type ! f:data('type', .)"/>
      <xsl:apply-templates mode="html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
