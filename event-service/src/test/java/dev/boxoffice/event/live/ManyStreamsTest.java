package dev.boxoffice.event.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@EventServiceTest
class ManyStreamsTest {

    private static final Logger log = LoggerFactory.getLogger(ManyStreamsTest.class);
    private static final Duration CONNECTING = Duration.ofMinutes(2);
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final long MEGABYTE = 1 << 20;

    @Autowired
    EventApiClient api;

    @Autowired
    SeatChangeClient seatChanges;

    @Autowired
    LiveMetrics metrics;

    @Test
    void a_frozen_reader_changes_nothing_for_a_thousand_others_and_is_disconnected() throws IOException {
        var event = api.onSale(5_000, 0);
        var many = IntStream.range(0, 1_500).toArray();
        var closedBefore = metrics.closedStuckCount();
        try (var frozen = StreamLoadClient.connect(api.port(), event, 4_096);
                var streams = StreamLoadClient.watching(api.port(), event, 1_000)) {
            assertThat(frozen.isConnected()).isTrue();
            await().atMost(CONNECTING).until(() -> streams.thatHave(1) == 1_000);

            await().atMost(CONNECTING).until(() -> {
                var version = seatChanges.hold(event, HOLD, many);
                await().atMost(CONNECTING).until(() -> streams.thatHave(version) == 1_000);
                return metrics.closedStuckCount() > closedBefore;
            });
            assertThat(streams.gone()).isZero();
        }
    }

    @Test
    void five_thousand_watchers_of_one_event_see_every_change() throws IOException {
        var event = api.onSale(5_000, 0);
        var before = heapAfterCollection();
        try (var streams = StreamLoadClient.watching(api.port(), event, 5_000)) {
            await().atMost(CONNECTING)
                    .untilAsserted(() -> assertThat(streams.thatHave(1)).isEqualTo(5_000));
            var connected = heapAfterCollection();
            List<Duration> delays = new ArrayList<>();
            for (var change = 0; change < 20; change++) {
                var version = 0L;
                for (var seat = 0; seat < 20; seat++) {
                    version = seatChanges.hold(event, HOLD, change * 20 + seat);
                }
                var last = version;
                var published = System.nanoTime();
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(CONNECTING)
                        .until(() -> streams.thatHave(last) == 5_000);
                delays.add(Duration.ofNanos(streams.lastAtNanos() - published));
            }
            assertThat(streams.gone()).isZero();
            Collections.sort(delays);
            log.info(
                    "5,000 watchers: {} MB of heap for them and their test clients; a change reached the last of them"
                            + " in {} ms (median), {} ms (worst of {})",
                    (connected - before) / MEGABYTE,
                    delays.get(delays.size() / 2).toMillis(),
                    delays.getLast().toMillis(),
                    delays.size());
            assertThat(connected - before).isLessThan(200 * MEGABYTE);
        }
        await().atMost(CONNECTING).until(() -> metrics.watchers().get() == 0);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
