"""Who names what: mentions in texts, and in the descriptions of a header, which are read beside the text."""
