package dev.boxoffice.event.live.seat;

import dev.boxoffice.platform.redis.LuaScript;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/// `redis/seats-changes.lua`: announces the holds that have run out, then reads what happened since a version.
final class SeatChangesScript {

    /// @param since the version the reader stands at
    record Command(UUID eventId, long since) {}

    sealed interface Reply {
        /// @param newest the event's version now
        /// @param full whether there may be more entries than these
        /// @param expiryLagMillis since the first hold ran out that was announced just now; -1 for none
        record Entries(long newest, List<Entry> entries, boolean full, long expiryLagMillis) implements Reply {}

        /// Redis knows no version of this event.
        record UnknownEvent() implements Reply {}
    }

    record Entry(long version, List<SeatStatusChange> changes) {}

    private static final int HEAD = 3;
    private static final int MAX_ANNOUNCED = 100;
    /// Of entries that the event's stream keeps, about; booking-service writes with the same bound.
    private static final int STREAM_LENGTH = 10_000;
    /// Nobody else is served while a script reads, and an entry may tell of 400 seats.
    private static final int MAX_ENTRIES = 200;

    private static final int MAX_BYTES = 32_768;

    private static final RedisScript<List<String>> SCRIPT = LuaScript.fromText(
            LuaScript.text("seats-changes").replace("--announce-expired--", LuaScript.text("announce-expired")));

    private final StringRedisTemplate redis;

    SeatChangesScript(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Reply run(Command command) {
        var keys = new AvailabilityKeys(command.eventId());
        var reply = redis.execute(
                SCRIPT,
                List.of(keys.held(), keys.version(), keys.changes(), keys.booked(), keys.holders()),
                Integer.toString(MAX_ANNOUNCED),
                Integer.toString(STREAM_LENGTH),
                Long.toString(command.since()),
                Integer.toString(MAX_ENTRIES),
                Integer.toString(MAX_BYTES));
        return reply == null || reply.isEmpty() ? new Reply.UnknownEvent() : entries(reply);
    }

    private static Reply entries(List<String> reply) {
        var entries = new ArrayList<Entry>((reply.size() - HEAD) / 2);
        for (var i = HEAD; i < reply.size(); i += 2) {
            var id = reply.get(i);
            entries.add(new Entry(Long.parseLong(id, 0, id.indexOf('-'), 10), changes(reply.get(i + 1))));
        }
        return new Reply.Entries(
                Long.parseLong(reply.getFirst()), entries, reply.get(2).equals("1"), Long.parseLong(reply.get(1)));
    }

    /// `ordinal:status[:deadline],…`; deadlines are Redis's own business, it announces what has run out.
    private static List<SeatStatusChange> changes(String seats) {
        var changes = new ArrayList<SeatStatusChange>();
        for (var start = 0; start < seats.length(); ) {
            var comma = seats.indexOf(',', start);
            var end = comma < 0 ? seats.length() : comma;
            var colon = seats.indexOf(':', start);
            changes.add(new SeatStatusChange(
                    Integer.parseInt(seats, start, colon, 10), (byte) (seats.charAt(colon + 1) - '0')));
            start = end + 1;
        }
        return changes;
    }
}
