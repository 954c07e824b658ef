package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.testkit.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AnswerCacheTest extends SearchServiceTest {

    @Autowired
    MeterRegistry meters;

    private double cache(String result) {
        return meters.get("boxoffice.search.cache")
                .tag("result", result)
                .counter()
                .count();
    }

    /// Another test may just have taken Redis away, which the service remembers for a moment.
    @BeforeEach
    void redisIsInUse() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var hits = cache("hit");
            api.search("term", "warm");
            api.search("term", "warm");
            return cache("hit") > hits;
        });
    }

    @Test
    void equal_questions_share_an_answer_however_they_are_written() {
        var word = ownWord();
        api.search("term", word, "location", "51.5001,-0.1203");
        var hits = cache("hit");
        api.search("location", " 51.5003,-0.1201 ", "term", "  " + word.toUpperCase(java.util.Locale.ROOT) + "!");
        assertThat(cache("hit")).isEqualTo(hits + 1);
        assertThat(meters.get("boxoffice.search.cache.hit.ratio").gauge().value())
                .isPositive();
    }

    @Test
    void an_empty_answer_does_not_outlive_the_event_that_fills_it() {
        var word = ownWord();
        assertThat(api.search("term", word).ids()).isEmpty();
        catalogue.save(Event.named(word, catalogue.london()));
        assertThat(eventually(answer -> answer.ids().size() == 1, "term", word).ids())
                .hasSize(1);
    }

    /// The contract says how long an answer may be kept; that a sale begins drops none.
    @Test
    void no_answer_is_kept_for_longer_than_half_a_minute() {
        for (var size = 1; size <= 50; size++) {
            assertThat(api.search("term", "kept", "size", Integer.toString(size))
                            .status())
                    .isEqualTo(200);
        }
        var longest = TestRedis.shared()
                .command("EVAL \"local longest = 0 "
                        + "for _, key in ipairs(redis.call('KEYS', 'bo:search:answer:*')) do "
                        + "longest = math.max(longest, redis.call('PTTL', key)) end return longest\" 0");
        assertThat(Integer.parseInt(longest.lines().findFirst().orElseThrow().substring(1)))
                .isBetween(1, 30_000);
    }

    @Test
    void a_single_sold_seat_drops_no_answer() {
        var word = ownWord();
        var event = catalogue.save(Event.named(word, catalogue.london()).with(500));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        var other = ownWord();
        catalogue.save(Event.named(other, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", other);
        var generation = TestRedis.shared().command("GET bo:search:generation");

        catalogue.book(event, 0, 1);
        var last = ownWord();
        assertThat(TestRedis.shared().command("GET bo:search:generation")).isEqualTo(generation);
        // A noticeable change behind it proves that the sold seat has been dealt with.
        catalogue.save(Event.named(last, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", last);
    }

    @Test
    void a_stampede_computes_an_answer_once() throws InterruptedException, ExecutionException {
        var word = ownWord();
        var before = cache("miss");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 60; i++) {
                calls.add(() -> api.search("term", word, "type", "comedy").status());
            }
            for (Future<Integer> status : callers.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(200);
            }
        }
        assertThat(cache("miss") - before).isEqualTo(1);
    }

    @Test
    void without_redis_searches_are_answered_by_the_index() {
        var word = ownWord();
        catalogue.save(Event.named(word, catalogue.london()));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        TestRedis.shared().suspend();
        try {
            for (int i = 0; i < 10; i++) {
                assertThat(api.search("term", word, "size", Integer.toString(i + 1))
                                .ids())
                        .hasSize(1);
            }
            assertThat(cache("bypass")).isPositive();
        } finally {
            TestRedis.shared().resume();
        }
    }
}
