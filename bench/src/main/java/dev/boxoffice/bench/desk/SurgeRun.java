package dev.boxoffice.bench.desk;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.bench.load.LoadRun;
import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// P10: most of a day's cases within a quarter of an hour, 88 % of them marked critical, all of one cause. It is
/// sent as fast as the senders go, which must be at least as fast as the quarter of an hour asks for.
public final class SurgeRun {

    private static final int CASES = Integer.parseInt(System.getenv().getOrDefault("BOXOFFICE_BENCH_CASES", "35000"));
    private static final int SENDERS = 8;
    private static final int WARM_UP = 300;
    private static final int READ_BACK_EVERY = 50;
    private static final Duration SURGE = Duration.ofMinutes(15);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final double MOST_MILLIS = 1_000;

    private final List<ApiClient> reporters;
    private final ApiClient agent;
    private final UnrelatedCaseLoad unrelated;

    private record Accepted(String id, ApiClient reporter) {}

    public SurgeRun(BenchPlatform platform, List<ApiClient> reporters) throws Exception {
        this.reporters = reporters;
        this.unrelated = new UnrelatedCaseLoad(platform);
        this.agent = platform.visitor().signedIn("bench-agent", "agent");
    }

    public void measure(BenchReport report) throws Exception {
        var run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
        send(WARM_UP, "WARM_" + run, new ConcurrentLinkedQueue<>());
        var empty = LoadRun.times(
                SENDERS,
                2_000,
                index -> reporter(index).get("/support/cases/none").expect(404));
        var before = cases();
        var accepted = new ConcurrentLinkedQueue<Accepted>();
        var quiet = unrelated.during(() -> {
            LockSupport.parkNanos(QUIET.toNanos());
            return true;
        });
        var surge = unrelated.during(() -> send(CASES, "SURGE_" + run, accepted));
        var sent = surge.result();
        var lost = Math.max(0, distinct(accepted) - (cases() - before)) + unreadable(accepted);
        var needed = CASES / (double) SURGE.toSeconds();
        report.add(new BenchFigure(
                "P10",
                String.format(Locale.ROOT, "%,d cases of one cause", CASES),
                String.format(
                        Locale.ROOT,
                        "%.0f/s, p50 %.0f ms, p99 %.0f ms, %d lost, %d refused %s",
                        sent.perSecond(),
                        sent.p50Millis(),
                        sent.p99Millis(),
                        lost,
                        sent.failed(),
                        sent.failed() > 0 ? sent.reasons() : ""),
                String.format(Locale.ROOT, "%.0f/s, p99 %.0f ms empty endpoint", empty.perSecond(), empty.p99Millis()),
                String.format(Locale.ROOT, "≥ %.0f/s, p99 < 1 s, none lost", needed),
                sent.perSecond() >= needed && sent.p99Millis() < MOST_MILLIS && lost == 0 && sent.failed() == 0));
        report.add(new BenchFigure(
                "P10",
                "unrelated cases at the gate meanwhile: wait for an agent",
                String.format(
                        Locale.ROOT,
                        "%d served, p50 %d ms, p99 %d ms",
                        surge.waits().served(),
                        surge.waits().p50(),
                        surge.waits().p99()),
                String.format(
                        Locale.ROOT,
                        "p50 %d ms, p99 %d ms before the surge",
                        quiet.waits().p50(),
                        quiet.waits().p99()),
                "they are served",
                surge.waits().served() > 0));
        end(run);
    }

    private LoadRun.Result send(int cases, String code, Queue<Accepted> accepted) throws InterruptedException {
        var acknowledged = new AtomicBoolean();
        return LoadRun.times(SENDERS, cases, index -> {
            var reporter = reporter(index);
            var body = Map.of(
                    "subject",
                    "It does not work",
                    "body",
                    "It broke again. " + index,
                    "channel",
                    index % 2 == 0 ? "EMAIL" : "IN_APP",
                    "errorCode",
                    code,
                    "reportedSeverity",
                    index % 100 < 88 ? 1 : 3);
            var answer = reporter.post("/support/cases", body).expect(201);
            accepted.add(new Accepted(answer.json().path("id").asString(), reporter));
            if (index > cases / 20 && acknowledged.compareAndSet(false, true)) {
                actOn(code, "acknowledgement", Map.of());
            }
        });
    }

    private ApiClient reporter(long index) {
        return reporters.get((int) (index % reporters.size()));
    }

    /// What a reporter reports again is a message of their case.
    private static long distinct(Queue<Accepted> accepted) {
        return accepted.stream().map(Accepted::id).distinct().count();
    }

    private long cases() throws Exception {
        return agent.get("/support/cases?size=1")
                .expect(200)
                .json()
                .path("page")
                .path("totalElements")
                .asLong();
    }

    private long unreadable(Queue<Accepted> accepted) throws Exception {
        var unreadable = 0L;
        var position = 0;
        for (var each : accepted) {
            if (position++ % READ_BACK_EVERY == 0
                    && each.reporter().get("/support/cases/" + each.id()).status() != 200) {
                unreadable++;
            }
        }
        return unreadable;
    }

    private void actOn(String code, String deed, Map<String, String> body) throws Exception {
        for (var incident : agent.get("/support/incidents").expect(200).json().path("incidents")) {
            if (incident.path("errorCode").asString("").equals(code)) {
                agent.post("/support/incidents/" + incident.path("id").asString() + "/" + deed, body);
            }
        }
    }

    /// Leaves no open incident behind.
    private void end(String run) throws Exception {
        for (var code : List.of("WARM_" + run, "SURGE_" + run)) {
            actOn(code, "resolution", Map.of("resolution", "The load run is over."));
        }
    }
}
