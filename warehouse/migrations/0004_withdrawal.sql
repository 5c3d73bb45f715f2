-- A withdrawal takes out one report in a document (version_id) or all that a batch brought (batch_id), one of the two. A later row
-- with is_withdrawn = FALSE takes it back; the latest row of a report or batch counts.
ALTER TABLE withdrawal ALTER COLUMN version_id DROP NOT NULL;
ALTER TABLE withdrawal ADD COLUMN batch_id BIGINT;
ALTER TABLE withdrawal ADD COLUMN is_withdrawn BOOLEAN DEFAULT TRUE;
