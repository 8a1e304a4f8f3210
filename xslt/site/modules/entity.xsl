<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a person, place, organisation, event or work, with every mention in its sentence. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'entity']" mode="main" as="element()">
    <article class="entity" data-kind="{?entity?kind}">
      <header class="title-block">
        <p class="kicker">
          <a href="{u:page(?folder || '/index.html')}">{f:label('section.' || ?folder)}</a>
          <xsl:if test="?entity?type">{' · ' || f:label('type.' || ?entity?type)}</xsl:if>
        </p>
        <h1>{?entity?name}</h1>
        <xsl:if test="f:dates(?entity)">
          <p class="dates">{f:dates(?entity)}</p>
        </xsl:if>
      </header>
      <xsl:sequence select="?entity?portrait ! f:portrait(., $page?entity?name)"/>
      <xsl:apply-templates select="?entity" mode="part"/>
      <xsl:if test="exists(?map)">
        <xsl:sequence select="f:map(?map, false())"/>
      </xsl:if>
      <xsl:if test="exists(?years?*)">
        <section aria-labelledby="years-head">
          <h2 id="years-head">{f:label('years')}</h2>
          <xsl:sequence select="f:year-strip(?years?*, false())"/>
        </section>
      </xsl:if>
      <xsl:apply-templates select="?letters?*" mode="part"/>
      <xsl:apply-templates select="?mentions" mode="part"/>
      <xsl:if test="exists(?together?*)">
        <section aria-labelledby="together-head">
          <h2 id="together-head">{f:label('together')}</h2>
          <dl class="together">
            <xsl:apply-templates select="?together?*" mode="part"/>
          </dl>
        </section>
      </xsl:if>
    </article>
  </xsl:template>

  <!-- what the register says -->
  <xsl:template match=".[?part = 'entity']" mode="part" as="element()*">
    <xsl:for-each select="?descriptions?*">
      <p class="lead" lang="{?lang}">
        <xsl:text>{?text}</xsl:text>
        <xsl:sequence select="f:numbered(?sources?*)"/>
      </p>
    </xsl:for-each>
    <xsl:if test="not(?registered)">
      <p class="remark">{f:label('unregistered')}</p>
    </xsl:if>
    <dl class="facts">
      <xsl:if test="exists(?forms?*)">
        <dt>{f:label('names')}</dt>
        <xsl:for-each-group select="sort(?forms?*, (), function ($form) { not($form?lang = $site?lang) })" group-by="string(?lang)">
          <dd class="forms">
            <xsl:sequence select="f:forms(current-group())"/>
          </dd>
        </xsl:for-each-group>
      </xsl:if>
      <xsl:for-each select="?facts?*">
        <dt>{f:label(?label)}</dt>
        <dd>
          <xsl:text>{string-join((?date-value[. ne ''] ! f:date(.), ?text[. ne '']), ', ')}</xsl:text>
          <xsl:sequence select="f:numbered(?sources?*), f:unsourced(.)"/>
        </dd>
      </xsl:for-each>
      <xsl:for-each-group select="?relations?*" group-by="?label">
        <dt>{f:label(current-grouping-key())}</dt>
        <xsl:for-each select="current-group()">
          <dd>
            <xsl:sequence select="f:entity-link(.), f:numbered(?sources?*)"/>
          </dd>
        </xsl:for-each>
      </xsl:for-each-group>
      <xsl:sequence select="f:fact('identifiers', ?identifiers?* ! f:identifier(.)), f:fact('sources', f:source-list())"/>
    </dl>
    <xsl:for-each select="?notes?*">
      <div class="entity-note" lang="{?lang}" data-type="{?type}">
        <p>
          <b lang="{$site?lang}">{f:label('note-type.' || ?type)}: </b>
          <xsl:text>{?text}</xsl:text>
          <xsl:sequence select="f:numbered(?sources?*)"/>
        </p>
      </div>
    </xsl:for-each>
  </xsl:template>

  <!-- the forms of a language, the first ones at once and the rest when asked for -->
  <xsl:function name="f:forms" as="node()*">
    <xsl:param name="forms" as="map(*)*"/>
    <xsl:variable name="lang" as="xs:string" select="string($forms[1]?lang)"/>
    <xsl:variable name="most" as="xs:integer" select="if (count($forms) gt 14) then 10 else 14"/>
    <xsl:if test="not($lang = ('', $site?lang))">
      <small>{f:label('language.' || $lang)} </small>
    </xsl:if>
    <xsl:sequence select="f:listed($forms[position() le $most])"/>
    <xsl:if test="count($forms) gt $most">
      <details>
        <summary>{f:label('names.more', map { 'n': count($forms) - $most })}</summary>
        <xsl:sequence select="f:listed($forms[position() gt $most])"/>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:listed" as="node()*">
    <xsl:param name="forms" as="map(*)*"/>
    <xsl:for-each select="$forms">
      <xsl:if test="position() gt 1">, </xsl:if>
      <span>
        <xsl:sequence select="f:other-lang(?lang)"/>
        <xsl:text>{?text}</xsl:text>
      </span>
      <xsl:if test="?type = ('alias', 'full', 'short')">
        <small> ({f:label('name.' || ?type)})</small>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:identifier" as="element()">
    <xsl:param name="identifier" as="map(*)"/>
    <span>
      <xsl:text>{$identifier?type} </xsl:text>
      <xsl:choose>
        <xsl:when test="$identifier?url ! u:external(.)">
          <a href="{u:external($identifier?url)}" rel="external noopener noreferrer">{$identifier?value}</a>
        </xsl:when>
        <xsl:otherwise>{$identifier?value}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:function>

  <xsl:function name="f:entity-link" as="element()">
    <xsl:param name="entity" as="map(*)"/>
    <xsl:element name="{if ($entity?path) then 'a' else 'span'}">
      <xsl:if test="$entity?path">
        <xsl:attribute name="href" select="u:page($entity?path)"/>
      </xsl:if>
      <xsl:text>{$entity?name}</xsl:text>
    </xsl:element>
  </xsl:function>

  <xsl:template match=".[?part = 'mentions']" mode="part" as="element()">
    <section class="mentions" id="mentions" aria-labelledby="mentions-head">
      <h2 id="mentions-head">{f:count('mentions', ?count)}</h2>
      <xsl:if test="?count eq 0">
        <p>{f:label('mentions.none')}</p>
      </xsl:if>
      <xsl:sequence select="f:pages(?pages?*)"/>
      <xsl:for-each select="?articles?*">
        <section>
          <h3 lang="{?title-lang}">
            <a href="{u:page(?path)}">{?title}</a>
            <xsl:text> </xsl:text>
            <small lang="{$site?lang}">{f:number(array:size(?mentions))}</small>
          </h3>
          <ul class="sentences">
            <xsl:apply-templates select="?mentions?*" mode="part">
              <xsl:with-param name="path" select="?path" tunnel="yes"/>
            </xsl:apply-templates>
          </ul>
        </section>
      </xsl:for-each>
      <xsl:sequence select="f:pages(?pages?*)"/>
    </section>
  </xsl:template>

  <!-- a mention in its sentence; the named words lead to the place -->
  <xsl:template match=".[?part = 'mention']" mode="part" priority="2" as="element()">
    <xsl:param name="path" as="xs:string" tunnel="yes"/>
    <li lang="{?lang}" id="{?anchor}">
      <xsl:sequence select="f:data('cert', ?cert), f:data('resp', ?machine)"/>
      <xsl:text>{?before}</xsl:text>
      <a href="{u:page($path, ?id)}">{?text}</a>
      <xsl:text>{?after}</xsl:text>
      <xsl:if test="?reference">
        <small class="reference" lang="{$site?lang}"> {?reference}</small>
      </xsl:if>
      <xsl:if test="?cert">
        <small class="cert" lang="{$site?lang}"> {f:label('cert.' || ?cert)}</small>
      </xsl:if>
      <xsl:for-each select="?translation">
        <details class="translated" lang="{?lang}">
          <summary lang="{$site?lang}">{f:label('language.' || ?lang)}</summary>
          <xsl:text>{?text}</xsl:text>
        </details>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match=".[?part = 'together']" mode="part" as="element()*">
    <dt data-kind="{?kind}">{f:label('section.' || ?folder)}</dt>
    <dd>
      <xsl:for-each select="?items?*">
        <xsl:if test="position() gt 1">, </xsl:if>
        <a href="{u:page(?path)}">{?name}</a>
        <xsl:text> ({?count})</xsl:text>
      </xsl:for-each>
    </dd>
  </xsl:template>
</xsl:stylesheet>
