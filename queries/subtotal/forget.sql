-- No subtotal is stored any more; all are computed until they are stored again.
DELETE FROM cell_subtotal;

DELETE FROM subtotal_version;
