-- Rows as the latest release writes them; see docs/rolling-updates.md.
insert into note (id, text, heard, version) values
    (7, 'hello', 0, 0),
    (8, '안녕', 3, 3);
