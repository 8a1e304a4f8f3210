"""Places on maps: GeoJSON, Linked Places Format, KML."""
