-- Names of transcripts are the SHA-256 of their bytes in hex. Times are UTC,
-- RFC 3339. Rows of decision, correction and sent are only ever added; undoing
-- sets the time in undone, once.

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
