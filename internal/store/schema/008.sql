-- A digest of all that is stored of an episode, so that saving the same again changes
-- nothing; '' for episodes that were saved before.
ALTER TABLE episode ADD COLUMN content TEXT NOT NULL DEFAULT '';
