-- A store of version 1 as sqlite3's .dump writes it, for ever as it was then.
PRAGMA application_id = 1685221232;
PRAGMA user_version = 1;

CREATE TABLE run (
	id         INTEGER PRIMARY KEY,
	list       TEXT NOT NULL,
	transcript TEXT NOT NULL,
	path       TEXT NOT NULL,
	version    TEXT NOT NULL,
	report     TEXT NOT NULL,
	at         TEXT NOT NULL,
	UNIQUE (list, transcript)
) STRICT;

CREATE TABLE proposal (
	id          INTEGER PRIMARY KEY,
	list        TEXT NOT NULL,
	project     TEXT NOT NULL,
	line        TEXT NOT NULL,
	evidence    TEXT NOT NULL,
	name        TEXT NOT NULL,
	section     TEXT NOT NULL,
	description TEXT NOT NULL,
	link        TEXT NOT NULL,
	position    INTEGER NOT NULL,
	UNIQUE (list, project)
) STRICT;

CREATE TABLE quote (
	proposal   INTEGER NOT NULL REFERENCES proposal (id),
	run        INTEGER NOT NULL REFERENCES run (id),
	start      INTEGER NOT NULL,
	stop       INTEGER NOT NULL,
	time       TEXT NOT NULL,
	text       TEXT NOT NULL,
	confidence REAL NOT NULL
) STRICT;
CREATE INDEX quote_proposal ON quote (proposal);
CREATE INDEX quote_run ON quote (run);

CREATE TABLE decision (
	id          INTEGER PRIMARY KEY,
	proposal    INTEGER NOT NULL REFERENCES proposal (id),
	verdict     TEXT NOT NULL CHECK (verdict IN ('pending', 'accepted', 'rejected')),
	reason      TEXT NOT NULL,
	name        TEXT NOT NULL CHECK (name <> ''),
	section     TEXT NOT NULL,
	description TEXT NOT NULL,
	link        TEXT NOT NULL,
	position    INTEGER NOT NULL,
	at          TEXT NOT NULL,
	undone      TEXT
) STRICT;
CREATE INDEX decision_proposal ON decision (proposal);

CREATE TABLE correction (
	id         INTEGER PRIMARY KEY,
	transcript TEXT NOT NULL,
	start      INTEGER NOT NULL,
	stop       INTEGER NOT NULL CHECK (stop > start),
	name       TEXT NOT NULL,
	at         TEXT NOT NULL,
	undone     TEXT
) STRICT;
CREATE INDEX correction_transcript ON correction (transcript);

CREATE TABLE sent (
	id       INTEGER PRIMARY KEY,
	proposal INTEGER NOT NULL REFERENCES proposal (id),
	step     TEXT NOT NULL,
	branch   TEXT NOT NULL,
	head     TEXT NOT NULL,
	number   INTEGER NOT NULL,
	url      TEXT NOT NULL,
	state    TEXT NOT NULL,
	at       TEXT NOT NULL
) STRICT;
CREATE INDEX sent_proposal ON sent (proposal);

INSERT INTO run VALUES (1, 'timofurrer/awesome-asyncio', '389', 'transcripts/389.txt', '1.0', '{"schema": 1}', '2022-11-10T12:00:00Z');
INSERT INTO proposal VALUES (1, 'timofurrer/awesome-asyncio', 'tenacity', '* [tenacity](https://github.com/jd/tenacity) - Retries.', '{"stars": 4500}', 'tenacity', 'Misc', 'Retries.', 'https://github.com/jd/tenacity', 0);
INSERT INTO quote VALUES (1, 1, 12, 20, '00:17:15', 'we use Retries.', 0.5);
INSERT INTO decision VALUES (1, 1, 'accepted', '', 'tenacity', 'Retrying', 'Retries.', 'https://github.com/jd/tenacity', 3, '2022-11-10T12:01:00Z', NULL);
INSERT INTO decision VALUES (2, 1, 'rejected', 'abandoned', 'tenacity', 'Misc', 'Retries.', 'https://github.com/jd/tenacity', 0, '2022-11-10T12:02:00Z', '2022-11-10T12:03:00Z');
INSERT INTO correction VALUES (1, '389', 10, 15, 'rich', '2022-11-10T12:04:00Z', NULL);
INSERT INTO sent VALUES (1, 1, 'pull request', 'extract/tenacity', '269a083', 12, 'https://github.com/x/y/pull/12', 'open', '2022-11-10T12:05:00Z');
