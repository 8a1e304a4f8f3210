<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages that look over the registers: differing accounts, journeys, amounts, terms. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'comparison']" mode="main" as="element()*">
    <xsl:sequence select="f:survey-head('comparison', f:count('events', array:size(?rows)))"/>
    <div class="wide" tabindex="0" role="region" aria-label="{$f:title}">
      <table class="comparison">
        <thead>
          <tr>
            <th scope="col">{f:label('survey.event')}</th>
            <xsl:for-each select="?columns?*">
              <th scope="col" lang="{?title-lang}"><a href="{u:page(?path)}">{?title}</a></th>
            </xsl:for-each>
          </tr>
        </thead>
        <xsl:apply-templates select="?rows?*" mode="part"/>
      </table>
    </div>
  </xsl:template>

  <!-- an event: a row of accounts, and what the editors make of them -->
  <xsl:template match=".[?part = 'compared']" mode="part" as="element()">
    <tbody id="{?id}">
      <tr>
        <th scope="row">
          <xsl:sequence select="f:entity-link(.), f:survey-date(.)"/>
        </th>
        <xsl:for-each select="?cells?*">
          <xsl:variable name="column" as="map(*)" select="$page?columns(position())"/>
          <td>
            <xsl:if test="exists(?accounts?*)">
              <b class="column" lang="{$column?title-lang}">{$column?title}</b>
            </xsl:if>
            <xsl:apply-templates select="?accounts?*" mode="part"/>
          </td>
        </xsl:for-each>
      </tr>
      <xsl:if test="exists(?verdicts?*)">
        <tr class="verdict">
          <td colspan="{array:size($page?columns) + 1}">
            <xsl:sequence select="?verdicts?* ! f:verdict(.)"/>
          </td>
        </tr>
      </xsl:if>
    </tbody>
  </xsl:template>

  <xsl:function name="f:verdict" as="element()">
    <xsl:param name="note" as="map(*)"/>
    <p lang="{$note?lang}">
      <b lang="{$site?lang}">{f:label('note-type.' || $note?type)}: </b>
      <xsl:text>{$note?text}</xsl:text>
      <xsl:sequence select="f:sources($note?sources?*)"/>
    </p>
  </xsl:function>

  <xsl:template match=".[?part = 'account']" mode="part" as="element()">
    <p lang="{?lang}">
      <xsl:text>{?text}</xsl:text>
      <!-- an account of the article that no paragraph retells leads nowhere -->
      <xsl:if test="?id">
        <xsl:text> </xsl:text>
        <a href="{u:page(?path, ?id)}" lang="{$site?lang}">{f:label('survey.paragraph')}</a>
      </xsl:if>
    </p>
  </xsl:template>

  <xsl:template match=".[?kind = 'journeys']" mode="main" as="element()*">
    <xsl:sequence select="f:survey-head('journeys', f:count('journeys', array:size(?journeys)))"/>
    <xsl:sequence select="?map ! f:map(., false())"/>
    <xsl:apply-templates select="?journeys?*" mode="part"/>
  </xsl:template>

  <xsl:template match=".[?part = 'journey']" mode="part" as="element()">
    <section class="journey" aria-labelledby="{?id}" data-route="{?id}">
      <h2 id="{?id}"><span class="number">{?number}</span><xsl:text> </xsl:text><xsl:sequence select="f:entity-link(.)"/></h2>
      <xsl:sequence select="f:survey-date(.)"/>
      <xsl:if test="exists(?travellers?*)">
        <p class="travellers">
          <xsl:for-each select="?travellers?*">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:sequence select="f:entity-link(.)"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="f:survey-notes(?descriptions?*)"/>
      <ol class="stages">
        <xsl:apply-templates select="?stages?*" mode="part"/>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match=".[?part = 'stage']" mode="part" as="element()">
    <li>
      <xsl:sequence select="f:survey-date(.)"/>
      <b>{?name}</b>
      <xsl:text> · </xsl:text>
      <xsl:for-each select="?places?*">
        <xsl:if test="position() gt 1"> → </xsl:if>
        <xsl:sequence select="f:entity-link(.)"/>
      </xsl:for-each>
      <xsl:sequence select="f:survey-notes(?descriptions?*)"/>
      <xsl:apply-templates select="?accounts?*" mode="part"/>
    </li>
  </xsl:template>

  <xsl:template match=".[?kind = 'amounts']" mode="main" as="element()*">
    <xsl:sequence select="f:survey-head('amounts', f:count('amounts', ?count))"/>
    <div class="wide" tabindex="0" role="region" aria-label="{$f:title}">
      <table class="amounts">
        <thead>
          <tr>
            <xsl:for-each select="'date', 'amount', 'kind'[$page?told-apart], 'event', 'giver', 'receiver', 'source'">
              <th scope="col">{f:label('survey.' || .)}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="?rows?*" mode="part"/>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <!-- an amount, with a bar that compares it with the others of its unit -->
  <xsl:template match=".[?part = 'amount']" mode="part" as="element()">
    <tr>
      <td>{?date-value[. ne ''] ! f:date(.)}</td>
      <td class="amount">
        <span lang="{?account?lang}">{?text}</span>
        <xsl:if test="?share gt 0">
          <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">
            <rect width="{?share}" height="4"/>
          </svg>
        </xsl:if>
      </td>
      <xsl:if test="$page?told-apart">
        <td>{f:label('type.' || ?type)}</td>
      </xsl:if>
      <td><xsl:sequence select="f:entity-link(.)"/></td>
      <td><xsl:sequence select="f:survey-links(?givers?*)"/></td>
      <td><xsl:sequence select="f:survey-links(?receivers?*)"/></td>
      <td><a href="{if (?account?id) then u:page(?account?path, ?account?id) else u:page(?account?path)}">{?source}</a></td>
    </tr>
  </xsl:template>

  <xsl:template match=".[?kind = 'glossary']" mode="main" as="element()*">
    <xsl:sequence select="f:survey-head('glossary', f:count('terms', ?count))"/>
    <dl class="glossary">
      <xsl:apply-templates select="?terms?*" mode="part"/>
    </dl>
  </xsl:template>

  <xsl:template match=".[?part = 'term']" mode="part" as="element()*">
    <dt id="{?id}" lang="{?lang}">
      <dfn>{?name}</dfn>
      <xsl:for-each select="?others?*">
        <small lang="{?lang}"> · {?text}</small>
      </xsl:for-each>
    </dt>
    <dd lang="{?text-lang}">{?text}</dd>
  </xsl:template>

  <!-- In a text: a paragraph, list or table leads to the rows in which its account is compared, and tells what it retells. -->
  <xsl:function name="f:told" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="blocks" as="xs:string*" select="$element/@xml:id, $element/@corresp/substring-after(., '#')"/>
    <xsl:for-each select="distinct-values($blocks ! $page?compared?(.)?*)">
      <a class="made compared" href="{u:page('comparison/index.html', .)}" title="{f:label('survey.compare')}"
         aria-label="{f:label('survey.compare')}">⇄</a>
    </xsl:for-each>
    <xsl:variable name="parts" as="element()*" select="
        $element/@source/tokenize(.)[starts-with(., '#')] ! key('id', substring(., 2), root($element))"/>
    <xsl:if test="exists($parts)">
      <small class="made retold">{f:label('survey.retells', map { 'what': string-join($parts ! normalize-space(.), '; ') })}</small>
    </xsl:if>
  </xsl:function>

  <!-- an explained word leads to the glossary -->
  <xsl:template match="term[exists($page?terms?(string(@ref)))]" mode="html" as="element()" priority="1">
    <xsl:variable name="term" as="map(*)" select="$page?terms?(string(@ref))"/>
    <a class="term" href="{u:page('glossary/index.html', $term?id)}" title="{$term?text}">
      <xsl:sequence select="f:source(.)"/>
      <xsl:apply-templates mode="html"/>
    </a>
  </xsl:template>

  <xsl:function name="f:survey-head" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="count" as="xs:string"/>
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="other-title">{$count}</p>
      <p class="lead">{f:label('survey.' || $name || '.lead')}</p>
    </header>
  </xsl:function>

  <xsl:function name="f:survey-date" as="element()?">
    <xsl:param name="what" as="map(*)"/>
    <xsl:if test="$what?date-value[. ne '']">
      <small class="when">{f:date($what?date-value)} </small>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:survey-notes" as="element()*">
    <xsl:param name="notes" as="map(*)*"/>
    <xsl:for-each select="$notes">
      <p lang="{?lang}">
        <xsl:text>{?text}</xsl:text>
        <xsl:sequence select="f:sources(?sources?*)"/>
      </p>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:survey-links" as="element()">
    <xsl:param name="links" as="map(*)*"/>
    <span>
      <xsl:for-each select="$links">
        <xsl:if test="position() gt 1">, </xsl:if>
        <xsl:sequence select="f:entity-link(.)"/>
      </xsl:for-each>
    </span>
  </xsl:function>
</xsl:stylesheet>
