<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages about the edition itself, the page for what is not there, and signposts from old addresses. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:template match=".[?kind = 'about']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="lead">{$site?description}</p>
    </header>
    <xsl:for-each select="$site?about?*">
      <p class="prose">{.}</p>
    </xsl:for-each>
    <dl class="facts">
      <xsl:sequence select="
          f:fact('about.editors', $site?editors?* ! f:text(.)), f:fact('about.publisher', ($site?publisher)[. ne ''] ! f:text(.)),
          f:fact('about.version', f:version()[. ne ''] ! f:text(.)), f:fact('about.doi', ($site?doi)[. ne ''] ! f:link(u:external(.))),
          f:fact('about.repository', ($site?repository)[. ne ''] ! f:link(u:external(.))),
          f:fact('provenance.licence', ($site?licence)[. ne ''] ! f:licence-link(.))"/>
    </dl>
    <h2>{f:label('about.contents')}</h2>
    <ul class="figures-list">
      <xsl:for-each select="?figures?*">
        <li>
          <a href="{u:page(?path)}">{f:label('section.' || ?key)}</a>
          <xsl:text> </xsl:text>
          <span class="number">{f:number(?count)}</span>
        </li>
      </xsl:for-each>
    </ul>
    <h2>{f:label('about.machine')}</h2>
    <p class="prose">{f:label('about.machine.text')}</p>
    <h2>{f:label('about.use')}</h2>
    <p class="prose">{f:label('about.use.text')}</p>
    <p class="prose">{f:label('about.data')}</p>
    <xsl:if test="?has-data">
      <p><a href="{u:page('data/index.html')}">{f:label('section.data')}</a></p>
    </xsl:if>
    <xsl:if test="exists(?guidelines)">
      <p><a href="{u:file(?guidelines)}">{f:label('guidelines')}</a></p>
    </xsl:if>
    <p class="remark">{f:label('about.credits')}</p>
  </xsl:template>

  <xsl:template match=".[?kind = 'not-found']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="lead">{f:label('not-found.text')}</p>
    </header>
    <ul class="ways">
      <xsl:for-each select="$site?sections?*">
        <li><a href="{f:section(.)}">{f:label('section.' || ?key)}</a></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match=".[?kind = 'redirect']" mode="main" as="element()*">
    <header class="title-block">
      <h1>{$f:title}</h1>
      <p class="lead">{f:label('redirect.text')} <a href="{u:page(?target)}" data-redirect="">{?target-name}</a></p>
    </header>
  </xsl:template>
</xsl:stylesheet>
