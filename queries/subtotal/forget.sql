-- No subtotal, no digest and no answer is stored any more; all are computed until they are stored again.
DELETE FROM cell_subtotal;

DELETE FROM table_digest;

DELETE FROM subtotal_version;

DELETE FROM stored_answer;
