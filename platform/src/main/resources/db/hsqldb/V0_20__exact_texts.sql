-- By its default HSQLDB compares as if the shorter text were filled up with spaces: 'A' = 'A '.
set database collation SQL_TEXT no pad;
