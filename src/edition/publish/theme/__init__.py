"""The look of an edition: what its folder `theme/` puts in the place of ours, and what a stranger's may not do."""

from edition.publish.theme.read import SiteLanguage, Theme, read_theme, site_languages, theme_digest

__all__ = ["SiteLanguage", "Theme", "read_theme", "site_languages", "theme_digest"]
