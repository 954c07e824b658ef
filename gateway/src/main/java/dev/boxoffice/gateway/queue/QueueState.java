package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.redis.Redis;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event's waiting room as Redis had it at one tick.
record QueueState(Map<String, String> fields, Line line) {

    /// @param reply `STATE`, field, value, … of the tick
    static QueueState of(List<Object> reply) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i + 1 < reply.size(); i += 2) {
            fields.put(Redis.text(reply.get(i)), Redis.text(reply.get(i + 1)));
        }
        return new QueueState(Map.copyOf(fields), line(fields));
    }

    private static Line line(Map<String, String> fields) {
        boolean drawn = "1".equals(fields.get("opened"));
        return new Line(
                number(fields, "base"),
                number(fields, "serving"),
                number(fields, "next"),
                Gaps.parse(fields.getOrDefault("gaps", "")),
                number(fields, "boundary"),
                Gaps.parse(fields.getOrDefault("pregaps", "")),
                drawn
                        ? new Draw(HexFormat.of().parseHex(fields.getOrDefault("key", "")), number(fields, "drawn"))
                        : null);
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    long number(String name) {
        return number(fields, name);
    }

    /// The time of the tick, by Redis's clock.
    Instant now() {
        return Instant.ofEpochMilli(number("now"));
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return "1".equals(fields.get(name));
    }

    /// Seats neither held nor booked; null while the event's size is unknown.
    @Nullable
    Long seatsLeft() {
        return number("left") < 0 ? null : Long.valueOf(number("left"));
    }

    /// What operators have changed, over what the organiser has set.
    Settings over(Settings organisers) {
        String mode = fields.get("omode");
        return mode == null
                ? organisers
                : new Settings(Mode.valueOf(mode), (int) number("orate"), (int) number("omax"));
    }
}
