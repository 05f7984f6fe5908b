-- The address of the moment at which a quote was said, '' if it is not known.

ALTER TABLE quote ADD COLUMN url TEXT NOT NULL DEFAULT '';
