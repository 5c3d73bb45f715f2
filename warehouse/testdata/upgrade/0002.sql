-- Rows of what migration 2 added.
INSERT INTO series_break VALUES ('2019', 'disclosure.regulation.made', '2021', 'disclosure.regulation.issued', 'near', 'with_care', '口径不同');
