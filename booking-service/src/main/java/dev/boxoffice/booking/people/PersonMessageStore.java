package dev.boxoffice.booking.people;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Messages between services that name a person: `bo:events:catalog` and `bo:events:booking` keep what was
/// told for a while.
@Component
class PersonMessageStore {

    private static final List<String> STREAMS = List.of("bo:events:catalog", "bo:events:booking");
    private static final String CHANGED_ROOMS = "bo:queues:changed";
    private static final int PAGE = 1_000;

    /// Where an address begins and ends, as `without_person` of each schema has it: within a longer one it is
    /// somebody else's.
    private static final String BEGINS = "(?:(?<![\\p{L}\\p{N}._%+-])|(?<=\\\\[bfnrt])|(?<=\\\\u[0-9a-fA-F]{4}))";

    private static final String ENDS = "(?![\\p{L}\\p{N}]|\\.[\\p{L}\\p{N}]|-[\\p{L}\\p{N}-]*\\.[\\p{L}\\p{N}])";

    private final StringRedisTemplate redis;
    private final JsonMapper json;

    PersonMessageStore(StringRedisTemplate redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /// A reader that has not come to them yet will not: what they tell of has an end in the tables, which
    /// every reader can find there.
    void deleteNaming(String subject, List<String> addresses) {
        var quoted = json.writeValueAsString(subject);
        var written = addresses.stream().map(PersonMessageStore::written).toList();
        STREAMS.forEach(stream -> deleteNaming(stream, quoted, written));
    }

    /// Lines that gateways have left for the audit (contracts/README.md) are told all the same, of nobody.
    void replaceInWaitingRooms(String subject, String replacement) {
        var rooms = redis.opsForZSet().range(CHANGED_ROOMS, 0, -1);
        for (var event : rooms == null ? Set.<String>of() : rooms) {
            var key = "bo:{" + event + "}:queue:changes";
            redis.<String, String>opsForHash().entries(key).forEach((id, line) -> {
                if (json.readTree(line) instanceof ObjectNode told
                        && told.path("actor").asString("").equals(subject)) {
                    redis.opsForHash().put(key, id, json.writeValueAsString(told.put("actor", replacement)));
                }
            });
        }
    }

    private static Pattern written(String address) {
        return Pattern.compile(BEGINS + Pattern.quote(address) + ENDS, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private void deleteNaming(String stream, String quoted, List<Pattern> addresses) {
        var range = Range.<String>unbounded();
        while (true) {
            var page = redis.<String, String>opsForStream()
                    .range(stream, range, Limit.limit().count(PAGE));
            if (page == null || page.isEmpty()) {
                return;
            }
            var naming = page.stream()
                    .filter(message ->
                            message.getValue().values().stream().anyMatch(text -> names(text, quoted, addresses)))
                    .map(message -> message.getId().getValue())
                    .toArray(String[]::new);
            if (naming.length > 0) {
                redis.opsForStream().delete(stream, naming);
            }
            range = Range.rightUnbounded(
                    Range.Bound.exclusive(page.getLast().getId().getValue()));
        }
    }

    private static boolean names(String text, String quoted, List<Pattern> addresses) {
        return text.contains(quoted)
                || addresses.stream().anyMatch(address -> address.matcher(text).find());
    }
}
