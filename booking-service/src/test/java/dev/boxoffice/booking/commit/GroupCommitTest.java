package dev.boxoffice.booking.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Calls are seats wanted by somebody; each is made once, whoever makes it.
class GroupCommitTest {

    private static final String EVENT = "event";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final List<Integer> alone = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstGoesOn = new CountDownLatch(1);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Predicate<Integer> makesTogether = _ -> true;

    @AfterEach
    void end() {
        firstGoesOn.countDown();
        threads.close();
    }

    /// Call 0 is under way until it is let go on. Calls that differ by a hundred want the same.
    private GroupCommit<String, Integer, String> commits(int most, Duration patience) {
        return new GroupCommit<>(
                new GroupCommitProperties(most, patience),
                call -> List.of(call % 100),
                call -> {
                    alone.add(call);
                    if (call == 0) {
                        awaitQuietly(firstGoesOn);
                    }
                    return "alone " + call;
                },
                (_, calls) -> {
                    groups.add(calls);
                    if (calls.contains(13)) {
                        throw new IllegalStateException("no group with 13");
                    }
                    if (calls.contains(14)) {
                        throw new DataAccessResourceFailureException("no answer to 14");
                    }
                    if (calls.contains(15)) {
                        throw new StackOverflowError("15 is too deep");
                    }
                    return calls.stream()
                            .filter(makesTogether)
                            .collect(Collectors.toMap(call -> call, call -> "together " + call));
                },
                metrics,
                "test");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Calls these one after the other while call 0 is under way, then lets it go on.
    private Map<Integer, Future<String>> behindTheFirst(GroupCommit<String, Integer, String> commits, int... calls) {
        var answers = new ConcurrentHashMap<Integer, Future<String>>();
        answers.put(0, threads.submit(() -> commits.call(EVENT, 0)));
        await().until(() -> alone.contains(0));
        for (var i = 0; i < calls.length; i++) {
            var call = calls[i];
            var waiting = i + 1;
            answers.put(call, threads.submit(() -> commits.call(EVENT, call)));
            await().until(() -> commits.waiting(EVENT) == waiting);
        }
        firstGoesOn.countDown();
        return answers;
    }

    private static String of(Map<Integer, Future<String>> answers, int call) throws Exception {
        return Objects.requireNonNull(answers.get(call)).get();
    }

    @Test
    void those_who_came_while_one_was_under_way_are_made_together() throws Exception {
        var answers = behindTheFirst(commits(8, Duration.ofMinutes(1)), 1, 2, 3);
        assertThat(of(answers, 0)).isEqualTo("alone 0");
        for (var call : List.of(1, 2, 3)) {
            assertThat(of(answers, call)).isEqualTo("together " + call);
        }
        assertThat(groups).containsExactly(List.of(1, 2, 3));
        assertThat(alone).containsExactly(0);
        assertThat(metrics.get("boxoffice.booking.group.commits").summary().totalAmount())
                .isEqualTo(4);
    }

    @Test
    void no_more_than_so_many_go_together() throws Exception {
        for (var answer :
                behindTheFirst(commits(2, Duration.ofMinutes(1)), 1, 2, 3, 4, 5).values()) {
            answer.get();
        }
        assertThat(groups).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(alone).containsExactly(0, 5);
    }

    @Test
    void whoever_wants_the_same_waits_for_the_next_group() throws Exception {
        for (var answer : behindTheFirst(commits(8, Duration.ofMinutes(1)), 1, 101, 2, 102, 3)
                .values()) {
            answer.get();
        }
        assertThat(groups).containsExactly(List.of(1, 2, 3), List.of(101, 102));
    }

    @Test
    void what_a_group_cannot_make_is_made_alone() throws Exception {
        makesTogether = call -> call != 1 && call != 3;
        var answers = behindTheFirst(commits(8, Duration.ofMinutes(1)), 1, 2, 3);
        assertThat(List.of(of(answers, 1), of(answers, 2), of(answers, 3)))
                .containsExactly("alone 1", "together 2", "alone 3");
    }

    @Test
    void a_group_that_fails_is_made_one_by_one() throws Exception {
        var answers = behindTheFirst(commits(8, Duration.ofMinutes(1)), 1, 13, 2);
        for (var call : List.of(1, 13, 2)) {
            assertThat(of(answers, call)).isEqualTo("alone " + call);
        }
        assertThat(commits(8, Duration.ofMinutes(1)).call(EVENT, 5)).isEqualTo("alone 5");
    }

    @Test
    void whoever_got_no_answer_is_told_so_and_nothing_is_tried_again() {
        var answers = behindTheFirst(commits(8, Duration.ofMinutes(1)), 1, 14, 2);
        for (var call : List.of(1, 14, 2)) {
            assertThatThrownBy(() -> of(answers, call)).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(alone).containsExactly(0);
    }

    @Test
    void an_error_leaves_nobody_waiting() throws Exception {
        var commits = commits(8, Duration.ofMinutes(1));
        var answers = behindTheFirst(commits, 1, 15, 2);
        assertThatThrownBy(() -> of(answers, 1)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(List.of(of(answers, 15), of(answers, 2))).containsExactly("alone 15", "alone 2");
        assertThat(commits.call(EVENT, 3)).isEqualTo("alone 3");
    }

    @Test
    void a_group_wants_no_more_in_all_than_so_much() throws Exception {
        var commits = new GroupCommit<String, Integer, Integer>(
                new GroupCommitProperties(8, Duration.ofMinutes(1)),
                call -> IntStream.range(200 * call, 200 * call + (call == 3 ? 20 : 200))
                        .boxed()
                        .toList(),
                call -> {
                    alone.add(call);
                    if (call == 0) {
                        awaitQuietly(firstGoesOn);
                    }
                    return call;
                },
                (_, calls) -> {
                    groups.add(calls);
                    return calls.stream().collect(Collectors.toMap(call -> call, call -> call));
                },
                metrics,
                "large");
        var answers = new ArrayList<Future<Integer>>();
        answers.add(threads.submit(() -> commits.call(EVENT, 0)));
        await().until(() -> alone.contains(0));
        for (var call = 1; call < 5; call++) {
            var wanted = call;
            answers.add(threads.submit(() -> commits.call(EVENT, wanted)));
            await().until(() -> commits.waiting(EVENT) == wanted);
        }
        firstGoesOn.countDown();
        for (var answer : answers) {
            assertThat(answer.get()).isNotNull();
        }
        assertThat(groups).containsExactly(List.of(2, 3));
        assertThat(alone).containsExactly(0, 1, 4);
    }

    @Test
    void where_one_has_lost_patience_the_next_do_not_wait_at_all() {
        var commits = commits(8, Duration.ofMillis(500));
        var first = threads.submit(() -> commits.call(EVENT, 0));
        await().until(() -> alone.contains(0));
        assertThat(commits.call(EVENT, 1)).isEqualTo("alone 1");
        var others = threads.submit(() -> IntStream.range(2, 90)
                .mapToObj(call -> commits.call(EVENT, call))
                .toList());
        await().atMost(Duration.ofSeconds(30)).until(others::isDone); // 44 s, did each of them wait
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void nobody_waits_for_long_behind_one_that_is_held_up() throws Exception {
        var commits = commits(8, Duration.ofMillis(20));
        var first = threads.submit(() -> commits.call(EVENT, 0));
        await().until(() -> alone.contains(0));
        assertThat(commits.call(EVENT, 1)).isEqualTo("alone 1");
        assertThat(first.isDone()).isFalse();
        assertThat(commits.waiting(EVENT)).isZero();
    }

    @Test
    void another_event_is_not_waited_for() {
        var commits = commits(8, Duration.ofMinutes(1));
        var first = threads.submit(() -> commits.call(EVENT, 0));
        await().until(() -> alone.contains(0));
        assertThat(commits.call("another", 1)).isEqualTo("alone 1");
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void what_is_part_of_a_transaction_is_made_alone() {
        var commits = commits(8, Duration.ofMinutes(1));
        var first = threads.submit(() -> commits.call(EVENT, 0));
        await().until(() -> alone.contains(0));
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(commits.call(EVENT, 1)).isEqualTo("alone 1");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void one_at_a_time_is_each_alone() {
        var commits = commits(1, Duration.ofMinutes(1));
        var first = threads.submit(() -> commits.call(EVENT, 0));
        await().until(() -> alone.contains(0));
        assertThat(commits.call(EVENT, 1)).isEqualTo("alone 1");
        assertThat(first.isDone()).isFalse();
        assertThatThrownBy(() -> new GroupCommitProperties(0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Groups fail, make only some of their calls, and come late, in any order.
    @Test
    void each_call_is_made_once_and_answered_with_its_own_result() throws Exception {
        var made = new ConcurrentHashMap<Integer, AtomicInteger>();
        var commits = new GroupCommit<Integer, Integer, Integer>(
                new GroupCommitProperties(7, Duration.ofMillis(3)),
                call -> List.of(call % 50),
                call -> made(made, call),
                (_, calls) -> {
                    if (ThreadLocalRandom.current().nextInt(10) == 0) {
                        throw new IllegalStateException("refused as a whole");
                    }
                    LockSupport.parkNanos(100_000);
                    return calls.stream()
                            .filter(_ -> ThreadLocalRandom.current().nextInt(5) > 0)
                            .collect(Collectors.toMap(call -> call, call -> made(made, call)));
                },
                metrics,
                "storm");
        var calls = IntStream.range(0, 4_000).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(calls, new Random(7));
        var answers = new ArrayList<Future<Integer>>();
        for (var call : calls) {
            answers.add(threads.submit(() -> commits.call(call % 3, call)));
        }
        for (var i = 0; i < calls.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo(calls.get(i));
        }
        assertThat(made)
                .hasSize(4_000)
                .allSatisfy((_, times) -> assertThat(times).hasValue(1));
        assertThat(IntStream.range(0, 3).map(commits::waiting).sum()).isZero();
    }

    private static int made(Map<Integer, AtomicInteger> made, int call) {
        made.computeIfAbsent(call, _ -> new AtomicInteger()).incrementAndGet();
        return call;
    }
}
