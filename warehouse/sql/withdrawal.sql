INSERT INTO withdrawal (batch_id, who, why, recorded_at, is_withdrawn)
VALUES ($batch_id, $who, $why, $recorded_at, $is_withdrawn);
