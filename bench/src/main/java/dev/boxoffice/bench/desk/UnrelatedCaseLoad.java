package dev.boxoffice.bench.desk;

import dev.boxoffice.bench.load.BenchPlatform;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// People at the gate in trouble of their own, and the few agents who go on serving them whatever else comes in.
final class UnrelatedCaseLoad {

    private static final int AGENTS = 4;
    private static final Duration BETWEEN_CASES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ApiClient visitor;
    private final List<ApiClient> agents;
    private final Map<String, Long> openedAt = new ConcurrentHashMap<>();

    /// How long cases waited for an owner, in milliseconds.
    record Waits(int served, long p50, long p99) {}

    /// Something that goes on while they are served.
    interface Work<T> {
        T run() throws Exception;
    }

    record During<T>(T result, Waits waits) {}

    UnrelatedCaseLoad(BenchPlatform platform) {
        this.visitor = platform.visitor().signedIn("bench-visitor", "buyer");
        this.agents = IntStream.range(0, AGENTS)
                .mapToObj(number -> platform.visitor().signedIn("bench-gate-agent-" + number, "agent"))
                .toList();
        // A manager grants skills.
        var manager = platform.visitor().signedIn("bench-manager", "support-manager");
        IntStream.range(0, AGENTS)
                .forEach(number -> manager.put(
                                "/support/agents/bench-gate-agent-" + number,
                                Map.of(
                                        "presence",
                                        "AVAILABLE",
                                        "skills",
                                        List.of("CHECK_IN"),
                                        "contractor",
                                        false,
                                        "capacity",
                                        100))
                        .expect(200));
    }

    <T> During<T> during(Work<T> work) throws Exception {
        var over = new AtomicBoolean();
        var waits = new ConcurrentLinkedQueue<Long>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            people.execute(() -> {
                while (!over.get()) {
                    open();
                    LockSupport.parkNanos(BETWEEN_CASES.toNanos());
                }
            });
            agents.forEach(agent -> people.execute(() -> {
                while (!over.get()) {
                    serveNext(agent, waits);
                }
            }));
            try {
                return new During<>(work.run(), summed(waits));
            } finally {
                over.set(true);
            }
        }
    }

    private void open() {
        var code = "GATE_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var before = System.nanoTime();
        var opened = visitor.post(
                "/support/cases",
                Map.of(
                        "subject",
                        "Refused",
                        "body",
                        "Refused at the gate " + code,
                        "channel",
                        "IN_APP",
                        "errorCode",
                        code));
        if (opened.status() == 201) {
            openedAt.put(opened.field("id"), before);
        }
    }

    private void serveNext(ApiClient agent, ConcurrentLinkedQueue<Long> waits) {
        var next = agent.post("/support/queues/gate/next", Map.of());
        if (next.status() != 200) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            return;
        }
        var id = next.field("id");
        var opened = openedAt.remove(id);
        if (opened != null) {
            waits.add((System.nanoTime() - opened) / 1_000_000);
        }
        agent.post("/support/cases/" + id + "/resolution", Map.of("resolution", "Let in."));
    }

    private static Waits summed(ConcurrentLinkedQueue<Long> waits) {
        var millis = waits.stream().mapToLong(Long::longValue).toArray();
        if (millis.length == 0) {
            return new Waits(0, 0, 0);
        }
        Arrays.sort(millis);
        return new Waits(millis.length, millis[millis.length / 2], millis[(int) (millis.length * 0.99)]);
    }
}
