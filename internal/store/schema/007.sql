-- Whether the passage of a mention is one that puts the project forward.

ALTER TABLE mention ADD COLUMN quoted INTEGER NOT NULL DEFAULT 0;
