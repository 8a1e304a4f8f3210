<?xml version="1.0" encoding="UTF-8"?>
<!-- Every address of the site. Where pages lie is the program's matter (it hands in paths from the site's root);
     how a page points to another, and to itself from outside, is made here and nowhere else. -->
<xsl:stylesheet version="3.0" expand-text="yes"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:u="https://edition.example/urls" xmlns:f="https://edition.example/functions"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- from the page up to the language's own root, and to the root of all languages -->
  <xsl:variable name="u:up" as="xs:string"
                select="string-join(for $step in tail(tokenize($page?path, '/')) return '../')"/>
  <xsl:variable name="u:root" as="xs:string" select="
      $u:up || string-join(for $step in tokenize($site?prefix, '/')[. ne ''] return '../')"/>

  <!-- the page for what is not there is served at any address, so that it can name others from outside only -->
  <xsl:variable name="u:start" as="xs:string" select="
      if ($page?kind = 'not-found' and $site?base-url) then $site?base-url || $site?prefix else $u:up"/>

  <!-- the folder that the page lies in, where others of it are named by their files alone -->
  <xsl:variable name="u:here" as="xs:string" select="
      if ($u:start eq '../') then substring-before($page?path, '/') || '/' else '?'"/>

  <!-- A page of the same language, by its path. -->
  <xsl:function name="u:page" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="
        if (starts-with($path, $u:here) and $path ne $u:here) then substring($path, string-length($u:here) + 1) else $u:start || $path"/>
  </xsl:function>

  <!-- A place in a page. -->
  <xsl:function name="u:page" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="u:page($path) || '#' || encode-for-uri($id)"/>
  </xsl:function>

  <!-- A file that is the same for all languages: assets, TEI, downloads. -->
  <xsl:function name="u:file" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="$u:root || $path"/>
  </xsl:function>

  <!-- The same page in another language. -->
  <xsl:function name="u:other-language" as="xs:string">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:sequence select="$u:root || $prefix || $page?path"/>
  </xsl:function>

  <!-- The address from outside; empty where the edition has no address yet. -->
  <xsl:function name="u:absolute" as="xs:string?">
    <xsl:param name="path" as="xs:string"/>
    <xsl:if test="$site?base-url">
      <xsl:sequence select="$site?base-url || replace($path, '(^|/)index\.html$', '$1')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="u:canonical" as="xs:string?">
    <xsl:sequence select="$u:canonical"/>
  </xsl:function>

  <xsl:variable name="u:canonical" as="xs:string?" select="u:absolute($site?prefix || $page?path)"/>

  <!-- The place of a date in the chronology. -->
  <xsl:function name="u:date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="
        if ($site?chronology-by-year) then replace($value, '^(-?\d{4,}).*$', '$1') else 'index'"/>
    <xsl:sequence select="u:page('chronology/' || $file || '.html', 'd' || $value)"/>
  </xsl:function>

  <!-- What an address in a TEI file may become. Only schemes that cannot run anything are let through. -->
  <xsl:function name="u:external" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:variable name="clean" as="xs:string" select="normalize-space($target)"/>
    <xsl:choose>
      <xsl:when test="matches($clean, '^(https?://|mailto:)[^\s&lt;&gt;&quot;]+$', 'i')">
        <xsl:sequence select="$clean"/>
      </xsl:when>
      <xsl:when test="matches($clean, '^(doi:\s*)?10\.\d{4,9}/\S+$', 'i')">
        <xsl:sequence select="'https://doi.org/' || replace($clean, '^doi:\s*', '', 'i')"/>
      </xsl:when>
      <xsl:when test="matches($clean, '^www\.[^\s&lt;&gt;&quot;]+$', 'i')">
        <xsl:sequence select="'https://' || $clean"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
