-- How many changes were ever made, so that a file from which some are lost is
-- known by its count.

CREATE TABLE change_count (n INTEGER NOT NULL) STRICT;
INSERT INTO change_count VALUES (1);
CREATE TRIGGER count_run AFTER INSERT ON run BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_rerun AFTER UPDATE ON run BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_decision AFTER INSERT ON decision BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_undo AFTER UPDATE ON decision BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_correction AFTER INSERT ON correction BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_undo_correction AFTER UPDATE ON correction BEGIN UPDATE change_count SET n = n + 1; END;
CREATE TRIGGER count_sent AFTER INSERT ON sent BEGIN UPDATE change_count SET n = n + 1; END;
