package dev.boxoffice.bench.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.Slowlog;

/// Redis's own log of scripts that took long, and how many scripts there were meanwhile. Redis goes by the clock on the
/// wall, which runs on while it waits for a processor: how long it ran and waited during a request bounds what a script
/// of that request took itself.
final class SlowScriptLog implements AutoCloseable {

    private static final String THRESHOLD = "slowlog-log-slower-than";
    private static final String LENGTH = "slowlog-max-len";
    private static final int MOST_ENTRIES = 1_024;
    private static final String PROGRAM = "redis-server";
    private static final Pattern PROCESS = Pattern.compile("(?m)^process_id:(\\d+)");
    private static final Pattern CALLS = Pattern.compile("(?m)^cmdstat_(?:evalsha|eval|fcall):calls=(\\d+)");

    private final Jedis redis;
    private final long fromMicros;
    private final String thresholdBefore;
    private final String lengthBefore;
    private final long callsBefore;
    private final long process;
    private final List<Call> slow = new ArrayList<>();
    private long newestEntry = -1;
    private Optional<ProcessorTime> before;

    /// One that took long by the clock on the wall.
    ///
    /// @param script its digest and its first keys, which tell whose it is
    /// @param leastMicros without all that Redis waited during the request, some of it outside the script
    /// @param mostMicros no more than Redis ran during the request, some of it for other commands
    record Call(String script, long wallMicros, long leastMicros, long mostMicros) {}

    /// Something to be sent.
    interface Request {
        void send() throws Exception;
    }

    private SlowScriptLog(Jedis redis, long fromMicros) {
        this.redis = redis;
        this.fromMicros = fromMicros;
        this.thresholdBefore = Objects.requireNonNull(redis.configGet(THRESHOLD).get(THRESHOLD));
        this.lengthBefore = Objects.requireNonNull(redis.configGet(LENGTH).get(LENGTH));
        redis.configSet(THRESHOLD, Long.toString(fromMicros));
        redis.configSet(LENGTH, Integer.toString(MOST_ENTRIES));
        redis.slowlogReset();
        this.callsBefore = callsEver();
        this.process = PROCESS.matcher(redis.info("server"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElseThrow();
        this.before = processorTime();
    }

    /// Scripts that take longer than this from now on; it closes the connection in the end.
    static SlowScriptLog of(Jedis redis, long fromMicros) {
        return new SlowScriptLog(redis, fromMicros);
    }

    /// Sends a request, while no other is under way. Redis is asked only after one that took long: in a shorter one no
    /// script can have.
    void watch(Request request) throws Exception {
        var start = System.nanoTime();
        request.send();
        if (System.nanoTime() - start >= TimeUnit.MICROSECONDS.toNanos(fromMicros)) {
            var after = processorTime();
            note(after.flatMap(end -> before.map(end::since)));
        }
        before = processorTime();
    }

    /// Those so far.
    List<Call> slow() {
        note(Optional.empty());
        return List.copyOf(slow);
    }

    /// How many scripts ran so far.
    long calls() {
        return callsEver() - callsBefore;
    }

    /// Whether it is known how long Redis waited for a processor, not only what the clock on the wall says.
    boolean knowsWaits() {
        return before.isPresent();
    }

    /// @param meanwhile empty where only the clock on the wall is known
    private void note(Optional<ProcessorTime> meanwhile) {
        var entries = redis.slowlogGet(MOST_ENTRIES);
        entries.stream()
                .filter(entry -> entry.getId() > newestEntry && isScript(entry))
                .map(entry -> call(entry, meanwhile.filter(time -> holds(time, entry))))
                .forEach(slow::add);
        newestEntry = entries.stream().mapToLong(Slowlog::getId).reduce(newestEntry, Math::max);
    }

    private static boolean isScript(Slowlog entry) {
        var command = entry.getArgs().getFirst().toUpperCase(Locale.ROOT);
        return command.equals("EVALSHA") || command.equals("EVAL") || command.equals("FCALL");
    }

    /// Else it began before, as only what the platform does by itself can.
    private static boolean holds(ProcessorTime meanwhile, Slowlog entry) {
        return meanwhile.ranMicros() + meanwhile.waitedMicros() >= entry.getExecutionTime();
    }

    private static Call call(Slowlog entry, Optional<ProcessorTime> meanwhile) {
        var wall = entry.getExecutionTime();
        var arguments = entry.getArgs();
        return new Call(
                String.join(" ", arguments.subList(1, Math.min(4, arguments.size()))),
                wall,
                meanwhile.map(time -> Math.max(0, wall - time.waitedMicros())).orElse(wall),
                meanwhile.map(time -> Math.min(wall, time.ranMicros())).orElse(wall));
    }

    private Optional<ProcessorTime> processorTime() {
        return ProcessorTime.of(PROGRAM, process);
    }

    private long callsEver() {
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
