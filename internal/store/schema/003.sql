-- An audit of a list is a run of a kind of its own: it has no transcript. What is
-- missing of an entry becomes a list.

ALTER TABLE run ADD COLUMN kind TEXT NOT NULL DEFAULT 'episode' CHECK (kind IN ('episode', 'audit'));
UPDATE run SET kind = 'audit', transcript = '' WHERE transcript = 'audit';

UPDATE proposal SET evidence = json_set(evidence, '$.missing',
	json('["' || replace(json_extract(evidence, '$.todo'), ' and ', '","') || '"]'))
	WHERE json_valid(evidence) AND coalesce(json_extract(evidence, '$.todo'), '') <> '';
UPDATE proposal SET evidence = json_remove(evidence, '$.todo')
	WHERE json_valid(evidence) AND json_type(evidence, '$.todo') IS NOT NULL;
