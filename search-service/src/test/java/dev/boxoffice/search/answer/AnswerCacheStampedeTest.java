package dev.boxoffice.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.SearchServiceTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Two instances of the service, as far as answers go: two caches on one Redis.
class AnswerCacheStampedeTest extends SearchServiceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    AnswerCacheStore store;

    private AnswerCacheService instance(Duration waiting) {
        var limits = new AnswerCacheProperties(true, Duration.ofSeconds(30), Duration.ZERO, LONG, waiting, LONG);
        return new AnswerCacheService(store, limits, new AnswerCacheMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void of_two_instances_asked_the_same_one_asks_elasticsearch() {
        var question = "stampede " + UUID.randomUUID();
        var asked = new AtomicInteger();
        var computing = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> instance(LONG).answer(question, () -> {
            asked.incrementAndGet();
            computing.countDown();
            return awaited(answered);
        }));
        await().atMost(LONG).until(() -> computing.getCount() == 0);

        var second = new AtomicReference<String>();
        var waiting = Thread.ofPlatform()
                .start(() -> second.set(instance(LONG).answer(question, () -> {
                    asked.incrementAndGet();
                    return "its own";
                })));
        await().atMost(LONG).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(second.get()).isNull();
        answered.countDown();

        await().atMost(LONG).until(() -> second.get() != null);
        assertThat(first.join()).isEqualTo("shared");
        assertThat(second.get()).isEqualTo("shared");
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_instance_that_never_answers_holds_the_others_up_for_a_moment_only() {
        var question = "abandoned " + UUID.randomUUID();
        var computing = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> instance(LONG).answer(question, () -> {
            computing.countDown();
            return awaited(never);
        }));
        await().atMost(LONG).until(() -> computing.getCount() == 0);
        assertThat(instance(Duration.ofMillis(300)).answer(question, () -> "its own"))
                .isEqualTo("its own");
        never.countDown();
        assertThat(first.join()).isEqualTo("shared");
    }

    private static String awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "shared";
    }
}
