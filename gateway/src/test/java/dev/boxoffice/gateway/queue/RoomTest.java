package dev.boxoffice.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a waiting room is said to have stalled: its line could move and does not.
class RoomTest {

    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
    private static final EventInfo EVENT =
            new EventInfo(UUID.randomUUID(), "ON_SALE", START, new Settings(Mode.ON, 60, 10), 1000);

    private Room room;

    @BeforeEach
    void open() {
        room = new Room(EVENT, after(0), START);
    }

    @Test
    void a_line_that_stands_still_is_timed_from_when_it_was_first_seen_to() {
        tick(10);
        tick(200);
        assertThat(room.stalled()).isEqualTo(Duration.ofSeconds(190));
    }

    @Test
    void a_line_that_moves_starts_again() {
        tick(10);
        tick(200, "serving", "101");
        assertThat(room.stalled()).isZero();
        tick(201, "serving", "101");
        tick(211, "serving", "101");
        assertThat(room.stalled()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened=0", "active=3", "left=0", "soldout=1", "next=100"})
    void a_line_with_a_reason_to_stand_still_has_not_stalled(String reason) {
        var field = reason.split("=");
        tick(10);
        tick(200, field);
        assertThat(room.stalled()).isZero();
        tick(400, field);
        assertThat(room.stalled()).isZero();
    }

    @Test
    void it_remembers_when_this_gateway_last_moved_it_on() {
        tick(10);
        assertThat(room.ticked()).isEqualTo(START.plusSeconds(10));
    }

    private void tick(int seconds, String... changes) {
        room.update(EVENT, after(seconds, changes), START.plusSeconds(seconds));
    }

    /// Open, with ten people waiting for a thousand seats and nobody inside.
    private static QueueState after(int seconds, String... changes) {
        var now = String.valueOf(START.plusSeconds(seconds).toEpochMilli());
        return QueueState.of(Stream.of(
                        List.of("STATE", "now", now, "opened", "1", "key", "00".repeat(32), "on", "1"),
                        List.of("base", "100", "boundary", "100", "serving", "100", "next", "110"),
                        List.of("active", "0", "left", "1000", "soldout", "0"),
                        Arrays.asList(changes))
                .<Object>flatMap(List::stream)
                .toList());
    }
}
