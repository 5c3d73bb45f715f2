-- Grain: one row for each indicator and rate.
-- Sources: indicator, rate_code.
-- Meaning: what regions may be ranked by. refusal says why they may not:
--   stock   a state on 31 December, which belongs to no year       amount  money: prices and tariffs differ from region to region
--   change  a signed change of a catalogue                         part    one kind of applicants: ranked by 总计 alone
--   ratio   one number held against another, which has no interval: see rate_code.is_share
-- Additive over: nothing. Excluded: nothing. Null rule: refusal is NULL where they may; unit is NULL for rates.
CREATE OR REPLACE VIEW ranking_code AS
SELECT code, CAST(subject AS VARCHAR) AS subject, label_zh, label_en, unit, FALSE AS is_rate,
       CASE WHEN kind = 'stock' THEN 'stock' WHEN unit IN ('万元', '元') THEN 'amount' WHEN heading = 'items_change' THEN 'change'
            WHEN subject = 'request' AND heading <> 'total' THEN 'part' END AS refusal
FROM indicator
UNION ALL
SELECT code, subject, label_zh, label_en, NULL, TRUE, CASE WHEN NOT is_share THEN 'ratio' END
FROM rate_code;
