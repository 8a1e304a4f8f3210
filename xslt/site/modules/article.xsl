<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of an article: title, ways of reading, contents, text, and what belongs to it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://edition.example/functions" xmlns:u="https://edition.example/urls"
                xmlns:r="https://edition.example/reading"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:variable name="text" as="element(text)*" select="$tei/*/(. | group | TEI)/text | $tei/text"/>
  <xsl:variable name="translation" as="element(div)?" select="($text/body/div[@type = 'translation'])[1]"/>

  <xsl:template match=".[?kind = 'article']" mode="main" as="element()*">
    <article class="article">
      <xsl:call-template name="title-block"/>
      <div class="bar">
        <xsl:call-template name="contents"/>
        <xsl:call-template name="reading-tools"/>
      </div>
      <xsl:sequence select="f:header-abstract(true())"/>
      <xsl:call-template name="facsimile"/>
      <xsl:variable name="lang" as="xs:string?" select="($page?lang, $tei/*/@xml:lang, $text/@xml:lang)[. ne ''][1]"/>
      <div class="text" lang="{$lang ! f:language-tag(.)}">
        <xsl:sequence select="f:letters-dir($text[empty($lang)])"/>
        <xsl:apply-templates select="if ($text) then $text else $source-document" mode="html"/>
      </div>
      <xsl:call-template name="document-beside-text"/>
      <xsl:call-template name="witnesses"/>
      <xsl:call-template name="apparatus"/>
      <xsl:sequence select="f:header-abstract(false())"/>
      <xsl:call-template name="object"/>
      <xsl:call-template name="cite-this"/>
      <xsl:call-template name="provenance"/>
    </article>
    <xsl:call-template name="letter-chain"/>
    <xsl:call-template name="neighbours"/>
  </xsl:template>

  <xsl:template name="title-block" as="element()">
    <header class="title-block">
      <xsl:sequence select="f:dir($page?title-lang)"/>
      <h1 lang="{$page?title-lang}">{$page?title}</h1>
      <xsl:for-each select="$page?other-titles?*">
        <p class="other-title" lang="{?lang}">{?text}</p>
      </xsl:for-each>
      <xsl:if test="exists($page?citation?authors?*)">
        <p class="authors">
          <xsl:for-each select="$page?citation?authors?*">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:apply-templates select="." mode="part"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:variable name="other" as="map(*)?" select="$page?based-on[?title ne $page?citation?title]"/>
      <xsl:if test="$page?source-line ne '' or exists($other)">
        <p class="source-line">
          <xsl:apply-templates select="$other" mode="based-on"/>
          <xsl:text>{$page?source-line}</xsl:text>
        </p>
      </xsl:if>
      <xsl:call-template name="letter-way"/>
    </header>
  </xsl:template>

  <!-- the work that the text is made from, where it is another -->
  <xsl:template match="." mode="based-on" as="node()*">
    <xsl:variable name="address" as="xs:string?" select="u:external(?address)"/>
    <xsl:variable name="title" as="element()"><cite>{replace(?title, '[.\s]+$', '')}</cite></xsl:variable>
    <xsl:text>{f:label('article.based-on')}: </xsl:text>
    <xsl:text>{string-join(?authors?*, ', ')}{if (exists(?authors?*)) then ': ' else ''}</xsl:text>
    <xsl:choose>
      <xsl:when test="$address"><a class="original" href="{$address}" rel="external"><xsl:sequence select="$title"/></a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$title"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>. </xsl:text>
  </xsl:template>

  <!-- an author, linked where the registers know the person -->
  <xsl:template match=".[?part = 'author']" mode="part" as="element()">
    <span class="author">
      <xsl:choose>
        <xsl:when test="?path">
          <a href="{u:page(?path)}">{?name}</a>
        </xsl:when>
        <xsl:otherwise>{?name}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- The bar that stays while one reads. Without script its choices are boxes that style sheets look at; what needs a
       script is hidden until there is one. -->
  <xsl:template name="reading-tools" as="element()">
    <xsl:variable name="editorial" as="xs:string*" select="
        ('corr'[$text//choice/corr], 'expan'[$text//choice/(expan | ex)], 'reg'[$text//choice/reg], 'furniture'[$text//fw])"/>
    <form class="tools" aria-label="{f:label('tools')}">
      <xsl:call-template name="language-choice"/>
      <xsl:call-template name="stage-menu"/>
      <xsl:call-template name="level-menu"/>
      <xsl:call-template name="witness-menu"/>
      <xsl:call-template name="apparatus-menu"/>
      <xsl:sequence select="f:menu('highlight', 'show', $page?kinds?*), f:menu('text', 'read', $editorial)"/>
      <xsl:call-template name="size-and-ways-out"/>
    </form>
  </xsl:template>

  <!-- an original, its translation, or both -->
  <xsl:template name="language-choice" as="element()?">
    <xsl:if test="exists($text/body/div[not(@type = 'translation')][f:is-translated(.)])">
      <fieldset class="view">
        <legend>{f:label('view')}</legend>
        <xsl:for-each select="'original', 'translation', 'both'">
          <label>
            <input type="radio" name="view" id="view-{.}" value="{.}">
              <xsl:if test=". eq f:first-view()">
                <xsl:attribute name="checked" select="'checked'"/>
              </xsl:if>
            </input>
            <xsl:text>{f:view-name(.)}</xsl:text>
          </label>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:template>

  <xsl:template name="size-and-ways-out" as="element()+">
    <span class="size needs-script" role="group" aria-label="{f:label('size')}">
      <button type="button" value="-1" aria-label="A− {f:label('size.smaller')}">A−</button>
      <button type="button" value="1" aria-label="A+ {f:label('size.larger')}">A+</button>
    </span>
    <span class="ways-out">
      <xsl:if test="exists($page?citation)">
        <a href="#cite">{f:label('cite.short')}</a>
      </xsl:if>
      <xsl:if test="$page?tei">
        <a href="{u:file($page?tei-view)}">{f:label('provenance.tei')}</a>
      </xsl:if>
      <button type="button" class="print needs-script" title="{f:label('print')}">PDF</button>
    </span>
  </xsl:template>

  <!-- boxes that fold away; among those of the mentions is the switch that makes each of them a link -->
  <xsl:function name="f:menu" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:if test="exists($values)">
      <details class="menu">
        <summary>{f:label('tools.' || $name)}</summary>
        <fieldset>
          <legend>{f:label('tools.' || $name)}</legend>
          <xsl:for-each select="$values">
            <label data-kind="{.}">
              <input type="checkbox" id="{$prefix}-{.}"/>
              <xsl:text>{f:label($prefix || '.' || .)}</xsl:text>
            </label>
          </xsl:for-each>
          <xsl:if test="$prefix eq 'show'">
            <label class="scripted needs-script">
              <input type="checkbox" id="every-mention"/>
              <xsl:text>{f:label('links.every')}</xsl:text>
            </label>
          </xsl:if>
        </fieldset>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- readers of the interface in the translation's language begin with the translation -->
  <xsl:function name="f:first-view" as="xs:string">
    <xsl:sequence select="if ($translation/@xml:lang = $site?lang) then 'translation' else 'original'"/>
  </xsl:function>

  <xsl:function name="f:view-name" as="xs:string">
    <xsl:param name="view" as="xs:string"/>
    <xsl:variable name="lang" as="xs:string?" select="
        map { 'original': string($page?lang), 'translation': string($translation/@xml:lang) }($view)"/>
    <xsl:sequence select="if ($lang) then f:label('language.' || $lang) else f:label('view.both')"/>
  </xsl:function>

  <xsl:template name="neighbours" as="element()?">
    <xsl:if test="exists(($page?previous, $page?next))">
      <nav class="neighbours" aria-label="{f:label('neighbours')}">
        <xsl:for-each select="'previous', 'next'">
          <xsl:variable name="rel" as="xs:string" select="."/>
          <xsl:for-each select="$page(.)">
            <a rel="{if ($rel eq 'next') then 'next' else 'prev'}" href="{u:page(?path)}">
              <small>{f:label($rel)}</small>
              <span lang="{?lang}">{?title}</span>
            </a>
          </xsl:for-each>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
