-- Grain: one row, the hash of the views that are installed; none in a database without views. Source: installed_view_set.
SELECT hash FROM installed_view_set;
