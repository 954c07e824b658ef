package dev.boxoffice.bench.sale;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/// Redis's own log of calls that took long, and how many calls of scripts there were meanwhile.
final class SlowScriptLog implements AutoCloseable {

    private static final String THRESHOLD = "slowlog-log-slower-than";
    private static final String LENGTH = "slowlog-max-len";
    private static final int MOST_ENTRIES = 1_024;
    private static final Pattern CALLS = Pattern.compile("(?m)^cmdstat_(?:evalsha|eval|fcall):calls=(\\d+)");

    private final Jedis redis;
    private final String thresholdBefore;
    private final String lengthBefore;
    private final long callsBefore;

    /// @param micros how long the slowest of them took
    /// @param script its digest and its first keys, which tell whose it is
    record Seen(long calls, int slow, long micros, String script) {}

    private SlowScriptLog(Jedis redis, long fromMicros) {
        this.redis = redis;
        this.thresholdBefore = Objects.requireNonNull(redis.configGet(THRESHOLD).get(THRESHOLD));
        this.lengthBefore = Objects.requireNonNull(redis.configGet(LENGTH).get(LENGTH));
        redis.configSet(THRESHOLD, Long.toString(fromMicros));
        redis.configSet(LENGTH, Integer.toString(MOST_ENTRIES));
        redis.slowlogReset();
        this.callsBefore = calls();
    }

    /// Scripts that take longer than this from now on; it closes the connection in the end.
    static SlowScriptLog of(Jedis redis, long fromMicros) {
        return new SlowScriptLog(redis, fromMicros);
    }

    Seen seen() {
        var slow = redis.slowlogGet(MOST_ENTRIES).stream()
                .filter(entry -> isScript(entry.getArgs()))
                .toList();
        var slowest = slow.stream().max((one, other) -> Long.compare(one.getExecutionTime(), other.getExecutionTime()));
        return new Seen(
                calls() - callsBefore,
                slow.size(),
                slowest.map(entry -> entry.getExecutionTime()).orElse(0L),
                slowest.map(entry -> String.join(
                                " ",
                                entry.getArgs()
                                        .subList(1, Math.min(4, entry.getArgs().size()))))
                        .orElse(""));
    }

    private static boolean isScript(List<String> arguments) {
        var command = arguments.getFirst().toUpperCase(Locale.ROOT);
        return command.equals("EVALSHA") || command.equals("EVAL") || command.equals("FCALL");
    }

    private long calls() {
        return CALLS.matcher(redis.info("commandstats"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    @Override
    public void close() {
        redis.configSet(THRESHOLD, thresholdBefore);
        redis.configSet(LENGTH, lengthBefore);
        redis.close();
    }
}
