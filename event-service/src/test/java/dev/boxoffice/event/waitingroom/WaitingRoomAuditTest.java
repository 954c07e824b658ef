package dev.boxoffice.event.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// B13: what is changed in a gateway, which has no database, is told with everything else.
@EventServiceTest
class WaitingRoomAuditTest {

    @Autowired
    EventApiClient api;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    WaitingRoomAuditService audit;

    @Autowired
    JdbcClient jdbc;

    /// As the gateway's script leaves it.
    private void leave(String event, UUID line) {
        redis.opsForZSet().add("bo:queues:changed", event, (double) System.currentTimeMillis());
        redis.opsForHash().put(key(event), line.toString(), """
                {"id": "%s", "at": "2026-11-29T12:00:00.123456Z", "action": "QUEUE_SETTINGS_CHANGED", "actor": "oscar",
                 "role": "operator", "requestId": "r-1", "details": {"before": {"mode": "OFF"}, "after": {"mode": "ON"}}}
                """.formatted(line));
    }

    private static String key(String event) {
        return "bo:{" + event + "}:queue:changes";
    }

    private List<Map<String, @Nullable Object>> told(String event) {
        return jdbc.sql("""
                        select action, actor, role, request_id, at::text as at, details #>> '{after,mode}' as mode,
                               organization_id is not null as owned
                          from catalog.audit_trail where event_id = ? and action like 'QUEUE%'""").param(UUID.fromString(event)).query().listOfRows();
    }

    @Test
    void what_a_gateway_left_is_taken_into_the_audit_and_removed() {
        var event = api.onSale(20, 0);
        leave(event, UUID.randomUUID());
        await().atMost(Duration.ofSeconds(30)).until(() -> !redis.hasKey(key(event)));
        assertThat(told(event))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("action", "QUEUE_SETTINGS_CHANGED")
                        .containsEntry("actor", "oscar")
                        .containsEntry("role", "operator")
                        .containsEntry("request_id", "r-1")
                        .containsEntry("mode", "ON")
                        .containsEntry("owned", true));
    }

    /// An instance may die between its commit and the removal.
    @Test
    void a_line_that_is_found_twice_is_told_once() {
        var event = api.onSale(20, 0);
        var line = UUID.randomUUID();
        leave(event, line);
        await().atMost(Duration.ofSeconds(30)).until(() -> !redis.hasKey(key(event)));
        leave(event, line);
        audit.takeIn();
        assertThat(redis.hasKey(key(event))).isFalse();
        assertThat(told(event)).hasSize(1);
    }
}
