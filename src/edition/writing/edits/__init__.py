"""Changes that somebody may ask for where they write: decisions on mentions, white space put in order."""
