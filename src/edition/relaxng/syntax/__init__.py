"""From schema files to the simplified grammar: XML syntax, compact syntax, includes, restrictions, the stored form."""
