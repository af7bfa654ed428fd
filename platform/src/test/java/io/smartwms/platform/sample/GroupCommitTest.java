package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartwms.platform.database.GroupCommit;
import io.smartwms.platform.test.ServiceTest;
import io.smartwms.platform.trace.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What callers do at the same time is committed together, and none meets another's failure. */
@ServiceTest(on = {"h2", ServiceTest.POSTGRESQL})
class GroupCommitTest {

    private static final int CALLERS = 20;

    @Autowired
    private Notes notes;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    private final DistributionSummary sizes =
            DistributionSummary.builder("sizes").register(new SimpleMeterRegistry());
    private GroupCommit together;

    @BeforeEach
    void begin() {
        together = new GroupCommit(transaction, 1, sizes::record);
        jdbc.update("delete from note");
    }

    @AfterEach
    void end() {
        together.close();
    }

    /** Each in a thread of its own, all of them waiting for the first, which does nothing but let them gather. */
    private List<FutureTask<Object>> atOnce(List<Callable<Object>> actions) throws InterruptedException {
        CountDownLatch gathered = new CountDownLatch(1);
        start(() -> together.execute(status -> {
            try {
                gathered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        }));
        await().until(() -> sizes.count() == 1);
        List<FutureTask<Object>> results = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Callable<Object> action : actions) {
            FutureTask<Object> result = new FutureTask<>(action);
            results.add(result);
            threads.add(start(result));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        gathered.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return results;
    }

    private static Thread start(Runnable runnable) {
        Thread thread = new Thread(runnable);
        thread.start();
        return thread;
    }

    private Callable<Object> write(long id) {
        return () -> together.execute(
                status -> notes.save(new Note(id, "note " + id)).text());
    }

    @Test
    void callersShareACommit() throws Exception {
        List<Callable<Object>> actions = new ArrayList<>();
        for (long id = 1; id <= CALLERS; id++) {
            actions.add(write(id));
        }

        List<FutureTask<Object>> results = atOnce(actions);

        for (int i = 0; i < CALLERS; i++) {
            assertThat(results.get(i).get()).isEqualTo("note " + (i + 1));
        }
        assertThat(notes.count()).isEqualTo(CALLERS);
        assertThat(sizes.count()).isEqualTo(2);
        assertThat(sizes.max()).isEqualTo(CALLERS);
    }

    @Test
    void aFailureIsItsCallersOwn() throws Exception {
        List<Callable<Object>> actions = new ArrayList<>();
        for (long id = 1; id <= CALLERS; id++) {
            actions.add(write(id));
        }
        actions.set(
                7,
                () -> together.execute(status -> {
                    notes.save(new Note(8, "not to be kept"));
                    throw new UnsupportedOperationException("mine");
                }));

        List<FutureTask<Object>> results = atOnce(actions);

        assertThatThrownBy(results.get(7)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCause(new UnsupportedOperationException("mine"));
        results.remove(7);
        for (FutureTask<Object> result : results) {
            assertThat(result.get()).asString().startsWith("note ");
        }
        assertThat(notes.count()).isEqualTo(CALLERS - 1);
        assertThat(notes.existsById(8L)).isFalse();
    }

    /** Rows are written, and refused, when the whole group is about to commit. */
    @Test
    void aRefusedRowIsItsCallersOwn() throws Exception {
        transaction.executeWithoutResult(status -> notes.save(new Note(2, "first")));

        List<FutureTask<Object>> results = atOnce(List.of(write(1), write(2), write(3)));

        assertThat(results.get(0).get()).isEqualTo("note 1");
        assertThatThrownBy(results.get(1)::get).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(results.get(2).get()).isEqualTo("note 3");
        assertThat(notes.findById(2L).orElseThrow().text()).isEqualTo("first");
    }

    /** Its change meets one that was faster, which is seen only when the group is about to commit. */
    @Test
    void whoMeetsAnotherTransactionIsDoneAgain() throws Exception {
        transaction.executeWithoutResult(status -> notes.save(new Note(1, "met")));
        AtomicInteger tries = new AtomicInteger();
        Callable<Object> meets = () -> together.execute(status -> {
            hear();
            if (tries.incrementAndGet() == 1) {
                FutureTask<Object> faster = new FutureTask<>(() -> transaction.execute(other -> hear()));
                start(faster);
                await().until(faster::isDone);
            }
            return null;
        });

        List<FutureTask<Object>> results = atOnce(List.of(write(2), meets, write(3)));

        for (FutureTask<Object> result : results) {
            result.get();
        }
        assertThat(tries).hasValue(2);
        assertThat(notes.findById(1L).orElseThrow().heard()).isEqualTo(2);
        assertThat(notes.count()).isEqualTo(3);
    }

    private Note hear() {
        Note note = notes.findById(1L).orElseThrow();
        note.hear();
        return notes.save(note);
    }

    @Test
    void whoComesAfterTheEndIsAlone() throws Exception {
        together.close();

        assertThat(write(1).call()).isEqualTo("note 1");
    }

    /** It may have happened: to do it again might do it twice. */
    @Test
    void nothingIsDoneAgainWhenTheCommitFailed() throws Exception {
        AtomicInteger done = new AtomicInteger();
        TransactionOperations unsure = new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                T result = transaction.execute(action);
                if (done.get() > 0) {
                    throw new TransactionSystemException("The connection is gone");
                }
                return result;
            }
        };
        together.close();
        together = new GroupCommit(unsure, 1, sizes::record);
        Callable<Object> action = () -> together.execute(status -> done.incrementAndGet());

        List<FutureTask<Object>> results = atOnce(List.of(action, action, action));

        for (FutureTask<Object> result : results) {
            assertThatThrownBy(result::get).hasCauseInstanceOf(TransactionSystemException.class);
        }
        assertThat(done).hasValue(3);
    }

    @Test
    void eachActionBelongsToItsCallersTrace() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Callable<Object> traced = () -> {
            try (TraceContext.Scope ignored = TraceContext.open(trace)) {
                return together.execute(status -> TraceContext.current());
            }
        };

        List<FutureTask<Object>> results = atOnce(List.of(traced, () -> together.execute(s -> TraceContext.current())));

        assertThat(results.get(0).get()).isEqualTo(trace);
        assertThat(results.get(1).get()).isNotEqualTo(trace);
    }
}
