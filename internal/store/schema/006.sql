-- What was read: each episode by the digest of its transcript, whatever list it was read
-- for, the projects that it names, and where. Dates are YYYY-MM-DD, '' if unknown.

CREATE TABLE episode (
	id         INTEGER PRIMARY KEY,
	transcript TEXT NOT NULL UNIQUE,
	path       TEXT NOT NULL,
	title      TEXT NOT NULL,
	date       TEXT NOT NULL,
	address    TEXT NOT NULL,
	duration   INTEGER NOT NULL,
	at         TEXT NOT NULL
) STRICT;
CREATE INDEX episode_path ON episode (path);
CREATE INDEX episode_date ON episode (date);

CREATE TABLE named (
	id         INTEGER PRIMARY KEY,
	episode    INTEGER NOT NULL REFERENCES episode (id) ON DELETE CASCADE,
	key        TEXT NOT NULL,
	name       TEXT NOT NULL,
	repository TEXT NOT NULL,
	role       TEXT NOT NULL,
	worth      REAL NOT NULL,
	sponsor    INTEGER NOT NULL,
	total      INTEGER NOT NULL
) STRICT;
CREATE INDEX named_episode ON named (episode);
CREATE INDEX named_key ON named (key);
CREATE INDEX named_repository ON named (repository) WHERE repository <> '';
CREATE INDEX named_role ON named (role);

CREATE TABLE mention (
	id         INTEGER PRIMARY KEY,
	named      INTEGER NOT NULL REFERENCES named (id) ON DELETE CASCADE,
	time       TEXT NOT NULL,
	seconds    REAL,
	start      INTEGER NOT NULL,
	stop       INTEGER NOT NULL,
	text       TEXT NOT NULL,
	passage    TEXT NOT NULL,
	confidence REAL NOT NULL
) STRICT;
CREATE INDEX mention_named ON mention (named);

CREATE VIRTUAL TABLE words USING fts5 (passage, content = 'mention', content_rowid = 'id', tokenize = 'unicode61');
CREATE TRIGGER passage_added AFTER INSERT ON mention BEGIN
	INSERT INTO words (rowid, passage) VALUES (new.id, new.passage);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON mention BEGIN
	INSERT INTO words (words, rowid, passage) VALUES ('delete', old.id, old.passage);
END;

-- The feeds that are watched. retry is when a feed or episode that failed is asked again;
-- an episode waits until it is read or given up, and told is when it was reported.

CREATE TABLE feed (
	url      TEXT PRIMARY KEY,
	title    TEXT NOT NULL,
	read     TEXT NOT NULL,
	failures INTEGER NOT NULL,
	problem  TEXT NOT NULL,
	retry    TEXT NOT NULL
) STRICT;

CREATE TABLE item (
	id      INTEGER PRIMARY KEY,
	feed    TEXT NOT NULL REFERENCES feed (url),
	guid    TEXT NOT NULL,
	title   TEXT NOT NULL,
	date    TEXT NOT NULL,
	link    TEXT NOT NULL,
	state   TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'skipped', 'ended')),
	seen    TEXT NOT NULL,
	tries   INTEGER NOT NULL,
	problem TEXT NOT NULL,
	retry   TEXT NOT NULL,
	run     INTEGER REFERENCES run (id),
	told    TEXT,
	UNIQUE (feed, guid)
) STRICT;
CREATE INDEX item_state ON item (feed, state);
CREATE INDEX item_told ON item (told) WHERE told IS NULL;

CREATE TRIGGER count_feed AFTER INSERT ON feed BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_refeed AFTER UPDATE ON feed BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_item AFTER INSERT ON item BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_reitem AFTER UPDATE ON item BEGIN UPDATE change_count SET n = n + 1; END;
