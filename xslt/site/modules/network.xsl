<?xml version="1.0" encoding="UTF-8"?>
<!-- Who occurs with whom: a drawing to explore, and the same as a table. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'network']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="lead">{f:label('network.about', map { 'n': f:number(count(?nodes?*)) })}</p>
    </header>
    <xsl:sequence select="?years?*[1] ! f:year-strip($page?years?*, false()), f:brush(?years?*, ())"/>
    <xsl:call-template name="network-tools"/>
    <figure class="network zoomable" data-zoom-in="{f:label('zoom.in')}" data-zoom-out="{f:label('zoom.out')}" data-zoom-all="{f:label('zoom.all')}">
      <svg viewBox="0 0 1000 720" role="group" aria-label="{$f:title}" xmlns="http://www.w3.org/2000/svg">
        <g class="edges">
          <xsl:for-each select="?edges?*">
            <line x1="{?x1}" y1="{?y1}" x2="{?x2}" y2="{?y2}" stroke-width="{?width}" data-a="{?a}" data-b="{?b}" data-in="{?in}">
              <xsl:sequence select="f:data('years', ?years)"/>
            </line>
          </xsl:for-each>
        </g>
        <xsl:for-each select="?nodes?*">
          <a href="{u:page(?path)}" data-node="{?slug}" data-kind="{?kind}" aria-label="{?name}: {f:count('mentions', ?count)}">
            <circle cx="{?x}" cy="{?y}" r="{?r}">
              <title>{?name}</title>
            </circle>
            <text x="{?x}" y="{?label-y}" text-anchor="middle" font-size="{?size}" aria-hidden="true">{?name}</text>
          </a>
        </xsl:for-each>
      </svg>
    </figure>
    <section aria-labelledby="pairs-head">
      <h2 id="pairs-head">{f:label('network.table')}</h2>
      <div class="table" tabindex="0" role="group" aria-labelledby="pairs-head">
        <table>
          <thead>
            <tr>
              <th scope="col">{f:label('network.one')}</th>
              <th scope="col">{f:label('network.other')}</th>
              <th scope="col">{f:label('network.count')}</th>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="?pairs?*">
              <tr>
                <td><xsl:sequence select="f:entity-link(?one)"/></td>
                <td><xsl:sequence select="f:entity-link(?other)"/></td>
                <td>{f:number(?count)}</td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>

  <!-- who is looked at, which kinds, which article; it needs a script -->
  <xsl:template name="network-tools" as="element()">
    <form class="network-tools index-tools needs-script" aria-label="{f:label('filter')}">
      <label>
        <xsl:text>{f:label('network.who')} </xsl:text>
        <select id="ego">
          <option value="">{f:label('network.everyone')}</option>
          <xsl:for-each select="?nodes?*"><option value="{?slug}">{?name}</option></xsl:for-each>
        </select>
      </label>
      <xsl:if test="array:size(?articles) gt 1">
        <label>
          <xsl:text>{f:label('section.articles')} </xsl:text>
          <select id="network-article">
            <option value="">{f:label('search.any')}</option>
            <xsl:for-each select="?articles?*"><option value="{position() - 1}">{.}</option></xsl:for-each>
          </select>
        </label>
      </xsl:if>
      <xsl:for-each select="?kinds?*[array:size(current()?kinds) gt 1]">
        <label data-kind="{.}"><input type="checkbox" name="kind" value="{.}" checked="checked"/>{f:label('show.' || .)}</label>
      </xsl:for-each>
    </form>
  </xsl:template>
</xsl:stylesheet>
