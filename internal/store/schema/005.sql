-- What a person wrote of a pull request: the whole entry, and its whole text. '' is for
-- what is made of the rest.

ALTER TABLE decision ADD COLUMN line TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN body TEXT NOT NULL DEFAULT '';
