"""Names in a text: found by register forms and by the rules of the language, then linked."""
