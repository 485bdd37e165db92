"""The catalog's tables.

An article's `state` says how far it came: "to embed" (rows are in, vectors may be missing), "to compare" (vectors are
in, its copies are not known yet), "done" (wholly in), or "to remove" (vectors may still be there). Readers see only
"done": an article whose copies are not known would count as independent of them.
"""

VERSION = "4"

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT NOT NULL,
    authors TEXT NOT NULL,          -- JSON, a list of names
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    origin TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    boilerplate TEXT NOT NULL,      -- JSON, a list of [start, end]
    whole INTEGER NOT NULL,         -- of all its words; 0 for a text too short to tell (see indexer.lineage)
    recipe TEXT NOT NULL,           -- how it was indexed; with another recipe it is indexed again
    state TEXT NOT NULL CHECK (state IN ('to embed', 'to compare', 'done', 'to remove'))
);
CREATE INDEX articles_whole ON articles (whole) WHERE whole <> 0;
CREATE INDEX articles_state ON articles (state) WHERE state <> 'done';

CREATE TABLE passages (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX passages_article ON passages (article, ordinal);

CREATE TABLE statements (           -- spans, denies and via are JSON lists
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    context_start INTEGER NOT NULL,
    context_end INTEGER NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    voice TEXT NOT NULL,
    role TEXT NOT NULL,
    unnamed INTEGER NOT NULL,
    stance TEXT NOT NULL,
    denies TEXT NOT NULL,
    kind TEXT NOT NULL,
    venue TEXT NOT NULL,
    "when" TEXT NOT NULL,
    via TEXT NOT NULL,
    voice_id INTEGER REFERENCES parties (key)
);
CREATE INDEX statements_article ON statements (article, ordinal);
CREATE INDEX statements_voice ON statements (voice_id);

CREATE TABLE parties (              -- whoever is described alike is one row; lists are JSON
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    named INTEGER NOT NULL,
    nouns TEXT NOT NULL,
    owners TEXT NOT NULL,
    mentions TEXT NOT NULL,
    members TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    masthead INTEGER NOT NULL,
    surname TEXT NOT NULL,          -- of a person with a full name, in small letters; else ""
    UNIQUE (name, kind, named, nouns, owners, mentions, members, inferred, masthead)
);
CREATE INDEX parties_surname ON parties (surname) WHERE surname <> '';

CREATE TABLE credits (              -- whom an article credits for its text: agencies, the outlet that it was taken from
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    party INTEGER NOT NULL REFERENCES parties (key),
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE INDEX credits_party ON credits (party);

CREATE TABLE sketches (             -- sampled runs of five words, to look up who may print a text
    gram INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    PRIMARY KEY (gram, article)
) WITHOUT ROWID;
CREATE INDEX sketches_article ON sketches (article);

CREATE TABLE copies (
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    "of" INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    containment REAL NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (article, "of")
) WITHOUT ROWID;
CREATE INDEX copies_of ON copies ("of");

CREATE TABLE failures ("where" TEXT NOT NULL, why TEXT NOT NULL);
"""

# What is searched is folded (`indexer.fold`); what is shown is sliced out of articles.text.
SEARCH = (
    """CREATE VIRTUAL TABLE passages_fts USING fts5 (
        text, title, publisher, tokenize = 'porter unicode61 remove_diacritics 2'
    )""",
    """CREATE VIRTUAL TABLE statements_fts USING fts5 (
        context, voice, title, tokenize = 'porter unicode61 remove_diacritics 2'
    )""",
    """CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN
        DELETE FROM passages_fts WHERE rowid = old.key;
    END""",
    """CREATE TRIGGER statements_gone AFTER DELETE ON statements BEGIN
        DELETE FROM statements_fts WHERE rowid = old.key;
    END""",
)
