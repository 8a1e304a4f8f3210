"""A PDF's pages as plain values: characters, lines, rules, pictures, tables, columns, all in reading order."""
