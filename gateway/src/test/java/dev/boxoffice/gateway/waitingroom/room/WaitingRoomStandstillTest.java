package dev.boxoffice.gateway.waitingroom.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.waitingroom.event.QueuedEvent;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a waiting room is said to stand still (its queue could move and does not), and when it is forgotten.
class WaitingRoomStandstillTest {

    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");
    private static final QueuedEvent EVENT = new QueuedEvent(
            UUID.randomUUID(), "Concert", "ON_SALE", START, new WaitingRoomSettings(WaitingRoomMode.ON, 60, 10), 1000);

    private WaitingRoom room;

    @BeforeEach
    void open() {
        room = new WaitingRoom(EVENT, after(0), START);
    }

    @Test
    void a_queue_that_stands_still_is_timed_from_when_it_was_first_seen_to() {
        tick(10);
        tick(200);
        assertThat(room.stalled()).isEqualTo(Duration.ofSeconds(190));
    }

    @Test
    void a_queue_that_moves_starts_again() {
        tick(10);
        tick(200, "serving", "101");
        assertThat(room.stalled()).isZero();
        tick(201, "serving", "101");
        tick(211, "serving", "101");
        assertThat(room.stalled()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened=0", "active=3", "left=0", "soldout=1", "next=100"})
    void a_queue_with_a_reason_to_stand_still_has_not_stalled(String reason) {
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

    /// Another gateway may just have moved it by the settings of before, and be gone.
    @Test
    void a_room_that_was_switched_off_is_forgotten_once_it_has_moved_by_that() {
        var off = new QueuedEvent(
                EVENT.id(), "Concert", "ON_SALE", START, new WaitingRoomSettings(WaitingRoomMode.OFF, 60, 10), 1000);
        room.update(off, after(1, "next", "100"), START);
        assertThat(room.isIdle()).isFalse();
        room.update(off, after(2, "next", "100", "on", "0"), START);
        assertThat(room.isIdle()).isTrue();
    }

    private void tick(int seconds, String... changes) {
        room.update(EVENT, after(seconds, changes), START.plusSeconds(seconds));
    }

    /// Open, with ten people waiting for a thousand seats and nobody inside.
    private static WaitingRoomState after(int seconds, String... changes) {
        var fields = new HashMap<>(Map.of(
                "opened",
                "1",
                "key",
                "00".repeat(32),
                "on",
                "1",
                "base",
                "100",
                "boundary",
                "100",
                "serving",
                "100",
                "next",
                "110",
                "active",
                "0",
                "left",
                "1000",
                "soldout",
                "0"));
        fields.put("now", String.valueOf(START.plusSeconds(seconds).toEpochMilli()));
        for (var i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return WaitingRoomStateCodec.parse(fields);
    }
}
