-- Which answers the program has stored beside the tables, in schema stored, and that they are those of all that the tables hold:
-- every transaction that writes empties this table, and publishing stores what it lacks. The tables of the answers are no part of
-- the schema: installing the views makes them, with the columns of the views that fill them.
CREATE TABLE stored_answer (
    answer VARCHAR NOT NULL -- the name of its view
);
