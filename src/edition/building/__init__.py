"""The site, made anew only where something changed, in worker processes or over a cluster."""

from edition.building.site import BuildOptions, Outcome, build

__all__ = ["BuildOptions", "Outcome", "build"]
