"""Names of persons, places, bodies and events in a text: found by register forms and by the rules of the language, then linked."""
