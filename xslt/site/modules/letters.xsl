<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: who wrote to whom, when and from where; the chain of a correspondence; the letters of a person. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template name="letter-way" as="element()?">
    <xsl:if test="exists($page?letter)">
      <dl class="letter-way">
        <xsl:sequence select="f:way('letter.from', $page?letter?senders?*), f:way('letter.to', $page?letter?receivers?*),
            f:way('letter.sent', ($page?letter?from?*, $page?letter?date[. ne ''] ! map { 'name': . })),
            f:way('letter.received', $page?letter?to?*)"/>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:way" as="element()*">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="parties" as="map(*)*"/>
    <xsl:if test="exists($parties)">
      <dt>{f:label($label)}</dt>
      <dd>
        <xsl:for-each select="$parties">
          <xsl:if test="position() gt 1">, </xsl:if>
          <xsl:choose>
            <xsl:when test="?path[. ne '']">
              <a href="{u:page(?path)}">{?name}</a>
            </xsl:when>
            <xsl:otherwise>
              <span>{?name}</span>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:function>

  <xsl:template name="letter-chain" as="element()?">
    <xsl:if test="exists(($page?letter-before, $page?letter-after))">
      <nav class="neighbours chain" aria-label="{f:label('section.letters')}">
        <xsl:for-each select="$page?letter-before">
          <a href="{u:page(?path)}">
            <small>{f:label('letter.previous')}</small>
            <span lang="{?lang}">{?title}</span>
          </a>
        </xsl:for-each>
        <xsl:for-each select="$page?letter-after">
          <a class="after" href="{u:page(?path)}">
            <small>{f:label('letter.next')}</small>
            <span lang="{?lang}">{?title}</span>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- letters from and to a person -->
  <xsl:template match=".[?part = 'letters']" mode="part" as="element()">
    <section class="letters-of">
      <h2>{f:label(?label, map { 'name': string($page?entity?name) })}</h2>
      <details>
        <xsl:if test="?count le 20">
          <xsl:attribute name="open" select="'open'"/>
        </xsl:if>
        <summary>{f:count('articles.count', ?count)}</summary>
        <ol>
          <xsl:for-each select="?letters?*">
            <li>
              <a href="{u:page(?path)}" lang="{?title-lang}">{?title}</a>
            </li>
          </xsl:for-each>
        </ol>
      </details>
    </section>
  </xsl:template>
</xsl:stylesheet>
