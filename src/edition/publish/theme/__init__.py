"""The look of an edition: what its folder `theme/` puts in the place of ours, and what a stranger's may not do."""

from edition.publish.theme.read import Language, Theme, read_languages, read_theme, theme_digest

__all__ = ["Language", "Theme", "read_languages", "read_theme", "theme_digest"]
