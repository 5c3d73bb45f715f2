-- Grain: one row a rate.
-- Sources: none. Meaning: the rates of view rate, with their names. subject: the table whose preferred basis and coverage stand
--   beside the rate. is_share: the numerator is a part of the denominator, so that the rate says how many of so many cases; the others
--   hold one number against another (lawsuits against the requests of the year), and have no interval.
-- Additive over: nothing. Excluded: per-capita rates, since no population ships with the program. Null rule: no NULLs.
CREATE OR REPLACE VIEW rate_code AS
SELECT code, subject, label_zh, label_en, is_share
FROM (VALUES
  ('closure_rate', 'request', '办结率', 'concluded by accepted', TRUE),
  ('open_rate', 'request', '公开率', 'granted in full or part by concluded', TRUE),
  ('open_rate_substantive', 'request', '实质公开率', 'granted in full or part by granted, denied and unavailable', TRUE),
  ('full_open_rate', 'request', '予以公开率', 'granted in full by concluded', TRUE),
  ('partial_share', 'request', '部分公开占比', 'granted in part by granted in full or part', TRUE),
  ('denial_rate', 'request', '不予公开率', 'denied by concluded', TRUE),
  ('not_held_rate', 'request', '不掌握率', 'not held by concluded', TRUE),
  ('unable_rate', 'request', '无法提供率', 'unavailable by concluded', TRUE),
  ('reject_rate', 'request', '不予处理率', 'not processed by concluded', TRUE),
  ('other_rate', 'request', '其他处理率', 'other outcomes by concluded', TRUE),
  ('natural_person_share', 'request', '自然人占比', 'natural persons in requests received', TRUE),
  ('organization_share', 'request', '法人或其他组织占比', 'legal persons and organizations in requests received', TRUE),
  ('business_share', 'request', '商业企业占比', 'businesses in requests received', TRUE),
  ('legal_service_share', 'request', '法律服务机构占比', 'legal-service bodies in requests received', TRUE),
  ('appeal_rate', 'appeal', '争议转化率', 'reconsiderations and lawsuits by requests received', FALSE),
  ('reconsideration_correction_rate', 'appeal', '复议纠错率', 'reconsiderations corrected by closed', TRUE),
  ('litigation_correction_rate', 'appeal', '诉讼纠错率', 'lawsuits corrected by closed', TRUE),
  ('litigation_after_reconsideration_rate', 'appeal', '复议后起诉率',
   'lawsuits after reconsideration by reconsiderations closed', FALSE),
  ('normative_turnover', 'disclosure', '规范性文件更新率', 'normative documents issued and repealed by in force', FALSE)
) AS named (code, subject, label_zh, label_en, is_share);
