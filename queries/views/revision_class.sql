-- Grain: one row a cause for which a number changes between two days or two releases.
-- Sources: none. Meaning: the class of a cause, and the one place where it stands; restatement, the difference of two releases and the
--   quality report of a release all read it:
--   late       a report that was not there before arrived
--   restated   the body published another number itself: a titled correction, or a later publication
--   reread     the same publication was read again, by another program or from another copy of it
--   rule       nobody's report changed: who is summed, the boundaries, the register or the views did
--   our_error  what a person put right here: a verdict, an adjustment, another identity, a withdrawal
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW revision_class AS
SELECT cause, class
FROM (VALUES
  -- Between two days.
  ('arrival', 'late'), ('correction', 'restated'), ('publication', 'restated'), ('rendition', 'reread'), ('parser', 'reread'),
  ('membership', 'rule'), ('identity', 'our_error'), ('adjustment', 'our_error'), ('withdrawal', 'our_error'), ('verdict', 'our_error'),
  -- Between two releases.
  ('added', 'late'), ('corrected', 'restated'), ('republished', 'restated'), ('reread', 'reread'), ('unread', 'reread'),
  ('counted', 'rule'), ('covered', 'rule'), ('resettled', 'our_error'), ('removed', 'our_error')
) AS named (cause, class);
