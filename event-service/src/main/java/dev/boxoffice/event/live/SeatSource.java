package dev.boxoffice.event.live;

import dev.boxoffice.event.ticket.TicketStatuses;
import dev.boxoffice.platform.redis.RedisGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Where seat state comes from: Postgres says what is sold, Redis what is held and what has changed since.
@Component
class SeatSource {

    /// What Redis tells of the time since a version.
    sealed interface Since {
        /// @param complete false when there is more to read at once
        /// @param expiryLagMillis since the first of the holds ran out that this reading announced; -1 for none
        record Changes(List<SeatChange> changes, long version, boolean complete, long expiryLagMillis)
                implements Since {}

        /// Redis no longer knows that version, or never did: only a new snapshot helps.
        record Gap() implements Since {}

        record Unavailable() implements Since {}
    }

    /// @param closed whether the event is cancelled, so that a seat given back is not for sale again
    record Snapshot(long version, byte[] statuses, boolean closed) {}

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final TicketStatuses tickets;
    private final Clock clock;
    private final LiveProperties properties;

    @SuppressWarnings("rawtypes")
    private final RedisScript<List> changesScript = script(resource("redis/seats-changes.lua")
            .replace("--announce-expired--", resource("redis/announce-expired.lua")));

    @SuppressWarnings("rawtypes")
    private final RedisScript<List> snapshotScript = script(resource("redis/seats-snapshot.lua"));

    SeatSource(
            StringRedisTemplate redis,
            RedisGuard guard,
            TicketStatuses tickets,
            Clock clock,
            LiveProperties properties) {
        this.redis = redis;
        this.guard = guard;
        this.tickets = tickets;
        this.clock = clock;
        this.properties = properties;
    }

    /// Announces what has run out by now, then reads what happened since that version: one round trip.
    Since changesSince(UUID eventId, long version) {
        var keys = new EventKeys(eventId);
        var answer = guard.ask(() -> run(
                changesScript,
                List.of(keys.held(), keys.version(), keys.changes(), keys.booked()),
                keys.seatPrefix(),
                properties.announceBatch(),
                properties.streamLength(),
                version,
                properties.changesBatch()));
        return answer.map(lines -> read(lines, version)).orElseGet(Since.Unavailable::new);
    }

    private Since read(List<String> lines, long version) {
        if (lines.isEmpty()) {
            return new Since.Gap();
        }
        var newest = Long.parseLong(lines.getFirst());
        var changes = new ArrayList<SeatChange>();
        var reached = version;
        for (var i = 2; i < lines.size(); i += 2) {
            var id = lines.get(i);
            if (Long.parseLong(id, 0, id.indexOf('-'), 10) != reached + 1) {
                return new Since.Gap(); // trimmed, or started anew
            }
            reached++;
            parse(lines.get(i + 1), changes);
        }
        var complete = (lines.size() - 2) / 2 < properties.changesBatch();
        return complete && reached != newest
                ? new Since.Gap()
                : new Since.Changes(changes, reached, complete, Long.parseLong(lines.get(1)));
    }

    /// `ordinal:status[:deadline],…`; deadlines are Redis's own business, it announces what has run out.
    private static void parse(String seats, List<SeatChange> into) {
        for (var start = 0; start < seats.length(); ) {
            var comma = seats.indexOf(',', start);
            var end = comma < 0 ? seats.length() : comma;
            var colon = seats.indexOf(':', start);
            into.add(new SeatChange(Integer.parseInt(seats, start, colon, 10), (byte) (seats.charAt(colon + 1) - '0')));
            start = end + 1;
        }
    }

    /// The whole picture.
    ///
    /// Redis first, Postgres after: what Postgres shows beyond that version will be told again by the changes
    /// that follow, while the other way round a sale between the two reads would be missed.
    ///
    /// @param shown the highest version anybody has seen; the picture's is never lower
    Snapshot snapshot(UUID eventId, int total, long shown) {
        var keys = new EventKeys(eventId);
        Optional<List<String>> held = guard.ask(() -> run(snapshotScript, List.of(keys.held(), keys.version()), shown));
        if (held.isEmpty()) {
            return soldOnly(eventId, total, shown);
        }
        var statuses = sold(eventId, total);
        var lines = held.get();
        for (var i = 1; i < lines.size(); i++) {
            var ordinal = Integer.parseInt(lines.get(i));
            if (ordinal < total && statuses[ordinal] == SeatStatus.AVAILABLE.code()) {
                statuses[ordinal] = SeatStatus.HELD.code();
            }
        }
        return close(eventId, Long.parseLong(lines.getFirst()), statuses);
    }

    /// The picture without Redis: Postgres's truth, at a version above all that were shown.
    Snapshot soldOnly(UUID eventId, int total, long shown) {
        return close(eventId, Math.max(shown + 1, epochMicros(clock.instant())), sold(eventId, total));
    }

    private byte[] sold(UUID eventId, int total) {
        var statuses = new byte[total];
        for (var ticket : tickets.taken(eventId)) {
            statuses[ticket.ordinal()] = (ticket.booked() ? SeatStatus.BOOKED : SeatStatus.HELD).code();
        }
        return statuses;
    }

    private Snapshot close(UUID eventId, long version, byte[] statuses) {
        var cancelled = tickets.isCancelled(eventId);
        for (var ordinal = 0; cancelled && ordinal < statuses.length; ordinal++) {
            if (statuses[ordinal] == SeatStatus.AVAILABLE.code()) {
                statuses[ordinal] = SeatStatus.NOT_FOR_SALE.code();
            }
        }
        return new Snapshot(version, statuses, cancelled);
    }

    /// Makes every instance read the event's seats anew: no entry explains the step, so all find a gap.
    void invalidate(UUID eventId) {
        var keys = new EventKeys(eventId);
        guard.ask(() -> Boolean.TRUE.equals(redis.hasKey(keys.version()))
                ? Optional.ofNullable(redis.opsForValue().increment(keys.version()))
                : Optional.empty());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private List<String> run(RedisScript<List> script, List<String> keys, Object... arguments) {
        var texts = new Object[arguments.length];
        for (var i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        var answer = redis.execute(script, keys, texts);
        return answer == null ? List.of() : (List<String>) answer;
    }

    private static long epochMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @SuppressWarnings("rawtypes")
    private static RedisScript<List> script(String text) {
        return new DefaultRedisScript<>(text, List.class);
    }

    private static String resource(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
