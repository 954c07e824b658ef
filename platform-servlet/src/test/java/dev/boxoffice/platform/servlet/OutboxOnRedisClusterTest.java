package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The starter on a real Redis Cluster of three masters, as production has it.
@Tag("stores")
class OutboxOnRedisClusterTest {

    private static final TestRedis REDIS = TestRedis.cluster();

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    @Test
    void messages_reach_the_stream_and_keys_of_one_event_stay_together() {
        var settings = new ArrayList<String>();
        BoxofficeProperties.of(EnumSet.of(StoreKind.POSTGRES))
                .forEach((key, value) -> settings.add("--" + key + "=" + value));
        settings.add("--server.port=0");
        settings.add("--boxoffice.redis.url=" + REDIS.url());
        try (var service = new SpringApplicationBuilder(NotesApplication.class).run(settings.toArray(String[]::new))) {
            var redis = service.getBean(StringRedisTemplate.class);
            var transactions = new TransactionTemplate(service.getBean(PlatformTransactionManager.class));
            var messages = transactions.execute(_ -> List.of(
                    append(service.getBean(OutboxRepository.class)), append(service.getBean(OutboxRepository.class))));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(redis.opsForStream().range("bo:events:support", Range.unbounded()))
                            .extracting(record -> record.getValue().get("id"))
                            .containsAll(messages));

            redis.opsForValue().set("bo:{e}:a", "1");
            redis.opsForValue().set("bo:{e}:b", "2");
            assertThat(redis.opsForValue().multiGet(List.of("bo:{e}:a", "bo:{e}:b")))
                    .containsExactly("1", "2");
        }
    }

    private static String append(OutboxRepository outbox) {
        return outbox.append("NoteWritten", UUID.randomUUID(), Map.of("text", "hello"))
                .toString();
    }
}
