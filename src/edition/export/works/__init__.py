"""Works cited, for reference managers: BibTeX, CSL-JSON, RIS."""
