-- A row of every table as migration 1 leaves it. Never edited: some warehouse was left so.
INSERT INTO region VALUES ('320800', '淮安市', 'city', '320000', 'division', '2001-02-01', NULL, NULL);
INSERT INTO indicator VALUES (17, 'request.received.total', 'request', 'received', 'total', '新收政府信息公开申请数量 / 总计', 'New requests', '件', 'flow', TRUE);
INSERT INTO indicator_form VALUES ('2021', 17, 17, 'cell', '一、本年新收政府信息公开申请数量');
INSERT INTO indicator_part VALUES (90, 17);
INSERT INTO agency VALUES (5, '淮安市人民政府', '320800', 'city', 'government', NULL, NULL, NULL, '2026-01-02 03:04:05+00');
INSERT INTO agency_alias VALUES (5, '淮安市政府', 'w', '简称', '2026-01-02 03:04:05+00');
INSERT INTO agency_register VALUES (5, 2023, 'expected', '0517', 'w', NULL, '2026-01-02 03:04:05+00');
INSERT INTO override VALUES ('ab', 'year', '2023', 'w', 'cover page', '2026-01-02 03:04:05+00');
INSERT INTO document VALUES (1, 'ab', 'text/html', 1234, 'https://www.example.org/a.html', '2026-01-01 00:00:00+00', NULL, NULL, '1', 1);
INSERT INTO judgement VALUES (1, NULL, NULL, '1', '1', '2026-01-02 03:04:05+00', 1);
INSERT INTO document_path VALUES ('/reports/a.html', 1234, '2026-01-01 00:00:00.123456789', 'ab', 1);
INSERT INTO report_version VALUES (1, 'key', 7, 5, '淮安市人民政府', '320800', 2023, '2023-01-01', '2023-12-31', 'area', 'area', 'unknown',
    '2021', '2021', NULL, '年报', 1, 1, '2024-03-01', FALSE, 2, 1, '2026-01-02 03:04:05+00', 'source', '1', '1', 1);
INSERT INTO withdrawal VALUES (1, 'w', 'a copy', '2026-01-03 00:00:00+00');
INSERT INTO cell VALUES (1, 17, 3119, 'reported', NULL, 3, 2, 4, 10), (1, 18, NULL, 'blank', NULL, NULL, NULL, NULL, NULL);
INSERT INTO extra VALUES (1, 'request', '本地行', '3', 1, 2, 3);
INSERT INTO narrative VALUES (1, 'overview', '总体情况');
INSERT INTO evidence VALUES (1, 'year', '2023', 'title', '2023年');
INSERT INTO adjustment VALUES (7, 17, 3119, 3120, 'w', 'telephone', '2026-01-04 00:00:00+00');
INSERT INTO finding VALUES ('f1', 1, 'request.balance', 'request', 'error', 'fail', 3119, 3120, '不等', 'differs', ['request.received.total'], '[]');
INSERT INTO verdict VALUES ('f1', 'accepted', 'w', 'telephone', '2026-01-04 00:00:00+00');
INSERT INTO run VALUES (1, '2026-01-02 03:00:00+00', 'ingest', '1', '1');
INSERT INTO batch VALUES (1, 1, '2026-01-02 03:04:05+00', 1, 1, 2);
INSERT INTO release VALUES ('r1', 2023, 'provisional', 'hash', '1', '1', 'hash', '2026-01-05 00:00:00+00');
INSERT INTO release_total VALUES ('r1', '320800', 2023, 'published', TRUE, 17, 3119, 1, 1, 0, 1);
