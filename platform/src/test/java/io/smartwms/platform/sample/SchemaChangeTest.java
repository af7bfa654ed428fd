package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smartwms.platform.test.Postgres;
import io.smartwms.platform.test.Schema;
import io.smartwms.platform.test.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A schema that is changed under a running service: what the check lets through does it no harm, what it refuses does. */
@ServiceTest(on = ServiceTest.POSTGRESQL)
@DirtiesContext
class SchemaChangeTest {

    @Autowired
    private DataSource database;

    @Autowired
    private Notes notes;

    @Autowired
    private TransactionTemplate transaction;

    private static void migrate(DataSource database, String... locations) {
        Flyway.configure()
                .dataSource(database)
                .locations(locations)
                .outOfOrder(true)
                .placeholders(Map.of("binary", "bytea"))
                .load()
                .migrate();
    }

    private void write(long id) {
        transaction.executeWithoutResult(status -> notes.save(new Note(id, "note " + id)));
        transaction.executeWithoutResult(status -> {
            Note note = notes.findById(id).orElseThrow();
            note.hear();
            notes.save(note);
        });
    }

    /** Writes notes, numbered on, until it is told that it is enough. */
    private final class Writer {

        private static final AtomicLong WRITTEN = new AtomicLong();

        private final AtomicBoolean enough = new AtomicBoolean();
        private final CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                write(WRITTEN.incrementAndGet());
            }
        });

        /** By then every statement that it needs is prepared in the server. */
        void awaitHundredMore() {
            long now = WRITTEN.get();
            await().until(() -> work.isDone() || WRITTEN.get() > now + 100);
        }

        void stop() {
            enough.set(true);
            work.join();
        }
    }

    @Test
    void theServiceServesOnWhileItsSchemaIsExpandedAndNotWhenItIsContracted() {
        Schema before = Schema.of(database);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Writer writer = new Writer();
        writer.awaitHundredMore();
        migrate(database, "classpath:db/platform", "classpath:db/migration", "classpath:db/expanding");
        writer.awaitHundredMore();
        writer.stop();
        assertThat(notes.findAll()).hasSize(Writer.WRITTEN.intValue()).allMatch(note -> note.heard() == 1);
        assertThat(before.brokenBy(Schema.of(database))).isEmpty();

        // PostgreSQL throws back what running pods have prepared for a column whose type changes, if only in its
        // length.
        Writer another = new Writer();
        another.awaitHundredMore();
        jdbc.execute("alter table note alter column text type varchar(30000)");
        await().until(another.work::isDone);
        assertThat(another.work).isCompletedExceptionally();
        assertThat(before.brokenBy(Schema.of(database)))
                .containsExactly("note.text was character varying(20000) and is character varying(30000)");

        jdbc.execute("alter table note add column owner varchar(20) not null default 'nobody'");
        jdbc.execute("alter table note alter column owner drop default");
        assertThat(before.brokenBy(Schema.of(database))).contains("note.owner is new and must be given");
        assertThatThrownBy(() -> write(0)).hasMessageContaining("owner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table note drop column heard | note.heard is gone",
                "alter table note rename column heard to seen | note.heard is gone,note.seen is new and must be given",
                "drop table lease | lease.expires_at is gone,lease.name is gone,lease.owner is gone",
                "alter table note alter column heard type bigint | note.heard was integer and is bigint",
                "alter table note alter column text type varchar(10)"
                        + " | note.text was character varying(20000) and is character varying(10)",
                "alter table outbox alter column trace_parent set not null | outbox.trace_parent must not be null any more",
                "alter table outbox alter column id drop identity | outbox.id is not filled by itself any more",
                "alter table note add column colour varchar(9) not null | note.colour is new and must be given",
                "alter table note add check (heard < 5) | note has a new rule: CHECK ((heard < 5))",
                "alter table note add unique (text) | note has a new rule: UNIQUE (text)",
                "create unique index one_text on note (text)"
                        + " | note has a new rule: CREATE UNIQUE INDEX one_text ON public.note USING btree (text)",
                "create unique index one_word on note (lower(text))"
                        + " | note has a new rule: CREATE UNIQUE INDEX one_word ON public.note USING btree (lower((text)::text))",
                "alter table note add constraint l foreign key (text) references lease (name)"
                        + " | note has a new rule: FOREIGN KEY (text) REFERENCES lease(name)",
            })
    void whatContractsIsRefused(String change, String broken) {
        DataSource other = Postgres.dataSource(Postgres.newDatabase());
        migrate(other, "classpath:db/platform", "classpath:db/migration");
        Schema before = Schema.of(other);
        new JdbcTemplate(other).execute(change);
        List<String> found = new ArrayList<>(before.brokenBy(Schema.of(other)));
        assertThat(String.join(",", found)).isEqualTo(broken);
    }
}
