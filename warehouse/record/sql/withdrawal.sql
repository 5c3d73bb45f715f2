INSERT INTO withdrawal (batch_id, version_id, who, why, recorded_at, is_withdrawn)
VALUES ($batch_id, $version_id, $who, $why, $recorded_at, $is_withdrawn);
