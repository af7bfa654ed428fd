package io.smartwms.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** HSQLDB, on a disk of which only the free space is told. */
class DiskSpaceGuardTest {

    private static final long PLENTY = 1L << 30;
    private static final long NOTHING = 0;

    private final AtomicLong room = new AtomicLong(PLENTY);

    @TempDir
    private Path folder;

    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private TransactionTemplate reading;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:hsqldb:file:" + folder.resolve("view") + ";hsqldb.write_delay=false");
        database = new HikariDataSource(config);
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create cached table page (id int primary key)");
        JdbcTransactionManager manager = new JdbcTransactionManager(database);
        manager.addListener(new DiskSpaceGuard(room::get, jdbc));
        transaction = new TransactionTemplate(manager);
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
    }

    @AfterEach
    void close() {
        jdbc.execute("shutdown immediately");
        database.close();
    }

    private void insert(int id) {
        transaction.executeWithoutResult(status -> jdbc.update("insert into page values (?)", id));
    }

    private int pages() {
        return reading.execute(status -> jdbc.queryForObject("select count(*) from page", Integer.class));
    }

    private long logBytes() throws Exception {
        return Files.size(folder.resolve("view.log"));
    }

    @Test
    void withoutRoomNothingIsChangedAndEverythingCanBeRead() {
        insert(1);
        room.set(NOTHING);
        assertThatThrownBy(() -> insert(2)).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(pages()).isEqualTo(1);
        room.set(PLENTY);
        insert(2);
        assertThat(pages()).isEqualTo(2);
    }

    @Test
    void aCommitThatTookTheLastRoomCountsAsFailedAndIsWrittenAnewBeforeTheNext() throws Exception {
        insert(1);
        long before = logBytes();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.update("insert into page values (2)");
                    room.set(NOTHING);
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(logBytes()).isGreaterThan(before);
        room.set(PLENTY);
        transaction.executeWithoutResult(status -> jdbc.queryForList("select id from page"));
        assertThat(logBytes()).as("a checkpoint leaves an empty log").isLessThan(before);
        assertThat(pages()).isEqualTo(2);
    }
}
