CREATE INDEX paragraphs_by_article ON paragraphs(article);
CREATE INDEX names_by_entity ON names(entity);
CREATE INDEX notes_by_entity ON notes(entity);
CREATE INDEX identifiers_by_entity ON identifiers(entity);
CREATE INDEX relations_by_active ON relations(active);
CREATE INDEX relations_by_passive ON relations(passive);
CREATE INDEX mentions_by_entity ON mentions(entity);
CREATE INDEX mentions_by_article ON mentions(article);
CREATE INDEX mentions_by_paragraph ON mentions(paragraph);
CREATE INDEX candidates_by_entity ON candidates(entity);
CREATE INDEX candidates_by_mention ON candidates(mention);
CREATE INDEX dates_by_first_day ON dates(first_day);
CREATE INDEX citations_by_work ON citations(work);

CREATE VIRTUAL TABLE paragraphs_fts USING fts5(text, content="paragraphs", content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
INSERT INTO paragraphs_fts(paragraphs_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE names_fts USING fts5(text, content="names", content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
INSERT INTO names_fts(names_fts) VALUES ('rebuild');

-- how often is each entity mentioned or cited, and in how many articles; a translation's mentions do not count beside the original's
CREATE VIEW entity_counts AS
WITH said(entity, article, version) AS (
  SELECT m.entity, m.article, p.version FROM mentions m JOIN paragraphs p ON p.id = m.paragraph WHERE m.entity IS NOT NULL
  UNION ALL SELECT c.work, c.article, coalesce(p.version, '') FROM citations c LEFT JOIN paragraphs p ON p.id = c.paragraph
), counts(entity, article, original, translated) AS (
  SELECT entity, article, sum(version = ''), sum(version <> '') FROM said GROUP BY entity, article
)
SELECT e.key, e.kind, e.name, coalesce(sum(CASE WHEN c.original THEN c.original ELSE c.translated END), 0) AS mentions,
  count(c.article) AS articles
FROM entities e LEFT JOIN counts c ON c.entity = e.key
GROUP BY e.key ORDER BY mentions DESC, e.key;
-- what the articles say, day by day
CREATE VIEW chronology AS
SELECT d.first_day, d.last_day, d.edtf, m.article, m.text, m.sentence
FROM dates d JOIN mentions m ON m.id = d.mention ORDER BY d.first_day, m.id;
-- where an entity is mentioned, with the sentence
CREATE VIEW mentions_in_context AS
SELECT e.name AS entity_name, m.entity, m.kind, m.text, m.sentence, m.article, p.block AS paragraph, m.certainty, m.made_by
FROM mentions m JOIN paragraphs p ON p.id = m.paragraph LEFT JOIN entities e ON e.key = m.entity;
-- who is named in one paragraph with whom
CREATE VIEW mentioned_together AS
SELECT a.entity AS first, b.entity AS second, count(DISTINCT a.paragraph) AS paragraphs
FROM mentions a JOIN mentions b ON a.paragraph = b.paragraph AND a.entity < b.entity
GROUP BY a.entity, b.entity;
CREATE VIEW never_mentioned AS SELECT key, kind, name FROM entity_counts WHERE mentions = 0;
CREATE VIEW unlinked_mentions AS
SELECT kind, text, sentence, article, certainty FROM mentions WHERE entity IS NULL AND kind <> 'date';
ANALYZE;
