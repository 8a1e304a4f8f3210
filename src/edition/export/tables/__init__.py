"""Tables and records: CSV, TSV, XLSX, JSON and the one SQLite file."""
