CREATE TABLE articles (
  id TEXT PRIMARY KEY, title TEXT, authors TEXT, lang TEXT, date TEXT, changed TEXT, words INTEGER, licence TEXT, uri TEXT
);
CREATE TABLE paragraphs (
  id INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id), block TEXT NOT NULL, element TEXT, lang TEXT,
  part TEXT, section TEXT, version TEXT, note TEXT, page TEXT, text TEXT NOT NULL
);
CREATE TABLE entities (
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT, role TEXT, name TEXT NOT NULL, description TEXT,
  first_day TEXT, last_day TEXT, dates_edtf TEXT, latitude REAL, longitude REAL, uri TEXT
);
CREATE TABLE names (
  id INTEGER PRIMARY KEY, entity TEXT NOT NULL REFERENCES entities(key), text TEXT NOT NULL, lang TEXT, type TEXT
);
CREATE TABLE notes (entity TEXT NOT NULL REFERENCES entities(key), type TEXT, lang TEXT, text TEXT);
CREATE TABLE identifiers (entity TEXT NOT NULL REFERENCES entities(key), type TEXT, value TEXT, uri TEXT);
CREATE TABLE relations (
  active TEXT NOT NULL REFERENCES entities(key), relation TEXT NOT NULL, passive TEXT NOT NULL REFERENCES entities(key),
  sources TEXT
);
-- entity: the likeliest candidate; candidates holds all of them
CREATE TABLE mentions (
  id INTEGER PRIMARY KEY, mention TEXT, article TEXT NOT NULL REFERENCES articles(id),
  paragraph INTEGER NOT NULL REFERENCES paragraphs(id), start INTEGER, end INTEGER, kind TEXT NOT NULL,
  entity TEXT REFERENCES entities(key), text TEXT NOT NULL, sentence TEXT, certainty TEXT, made_by TEXT, cited INTEGER
);
CREATE TABLE candidates (
  mention INTEGER NOT NULL REFERENCES mentions(id), entity TEXT NOT NULL REFERENCES entities(key)
);
CREATE TABLE dates (
  mention INTEGER PRIMARY KEY REFERENCES mentions(id), "when" TEXT, "from" TEXT, "to" TEXT, not_before TEXT,
  not_after TEXT, first_day TEXT, last_day TEXT, edtf TEXT, calendar TEXT, original TEXT
);
CREATE TABLE citations (
  article TEXT NOT NULL REFERENCES articles(id), paragraph INTEGER REFERENCES paragraphs(id),
  work TEXT NOT NULL REFERENCES entities(key)
);
