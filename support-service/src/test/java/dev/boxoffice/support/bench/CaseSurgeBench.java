package dev.boxoffice.support.bench;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.PostgresStore;
import dev.boxoffice.testkit.TestStore;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The surge of requirement C12: 5,000 cases, and five times that and more, 88 % of them marked critical, while the
/// same
/// few agents go on serving what has nothing to do with it.
///
/// Run its main with the number of cases of each round, `5000 35000` unless told. It starts the service on stores of
/// its
/// own, sends as fast as eight clients can, and ends by counting that nothing was lost.
public final class CaseSurgeBench {

    private static final int CLIENTS = 8;
    private static final int AGENTS = 4;
    private static final Duration SURGE = Duration.ofMinutes(15);
    private static final PrintStream OUT = System.out;

    private final SupportDeskClient desk;
    private final JdbcClient jdbc;
    private final Map<UUID, Instant> unrelatedOpened = new ConcurrentHashMap<>();
    private final Queue<Long> unrelatedWaits = new ConcurrentLinkedQueue<>();

    private CaseSurgeBench(ConfigurableApplicationContext service) {
        this.desk = new SupportDeskClient(Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort());
        this.jdbc = service.getBean(JdbcClient.class);
    }

    public static void main(String[] arguments) throws Exception {
        PostgresStore.shared().migrate("event").migrate("booking");
        var properties =
                new HashMap<String, Object>(BoxofficeProperties.of(Set.of(TestStore.POSTGRES, TestStore.REDIS)));
        properties.put("server.port", 0);
        properties.put("spring.mail.port", 1); // no mail server at all: mail must wait, and nothing else
        properties.put("logging.level.root", "ERROR");
        var settings = properties.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try (var service = new SpringApplicationBuilder(SupportServiceApplication.class).run(settings)) {
            var rounds = arguments.length == 0 ? List.of("5000", "35000") : Arrays.asList(arguments);
            var bench = new CaseSurgeBench(service);
            bench.warmUp();
            for (var round : rounds) {
                bench.surge(Integer.parseInt(round));
            }
        }
        System.exit(0); // the stores' own threads would hold it open
    }

    private void warmUp() throws InterruptedException {
        for (var i = 0; i < AGENTS; i++) {
            desk.put(
                    "/support/agents/me",
                    SupportDeskClient.agent("agent" + i),
                    Map.of("capacity", 100, "skills", List.of("CHECK_IN")));
        }
        send(500, "WARM_UP");
        var before = serveUnrelatedDuring(() -> pause(Duration.ofSeconds(5)));
        OUT.printf("before any surge: unrelated severity-1 cases wait p50 %d ms, p99 %d ms%n", before[0], before[1]);
    }

    private void surge(int cases) throws InterruptedException {
        var code = "SURGE_" + cases;
        var result = new Result[1];
        var during = serveUnrelatedDuring(() -> result[0] = send(cases, code));
        var sent = result[0];
        var needed = cases / (double) SURGE.toSeconds();
        OUT.printf(
                "%,d cases in %.1f s: %.0f/s (15 minutes' worth needs %.0f/s), p50 %d ms, p99 %d ms, worst %d ms%n",
                cases, sent.seconds(), cases / sent.seconds(), needed, sent.p50(), sent.p99(), sent.worst());
        OUT.printf("   unrelated severity-1 cases meanwhile wait p50 %d ms, p99 %d ms%n", during[0], during[1]);
        check(cases, code, sent);
        resolve(code);
    }

    private record Result(Set<UUID> opened, int refused, double seconds, long p50, long p99, long worst) {}

    private Result send(int cases, String code) throws InterruptedException {
        var opened = ConcurrentHashMap.<UUID>newKeySet();
        var refused = new AtomicInteger();
        var millis = new long[cases];
        var next = new AtomicInteger();
        var acknowledged = new AtomicBoolean();
        var start = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client = 0; client < CLIENTS; client++) {
                var token = SupportDeskClient.buyer("surge-" + client);
                clients.execute(() -> {
                    for (var i = next.getAndIncrement(); i < cases; i = next.getAndIncrement()) {
                        var sent = System.nanoTime();
                        var answer = desk.post(
                                "/support/cases",
                                token,
                                SupportDeskClient.report(
                                        "errorCode",
                                        code,
                                        "reportedSeverity",
                                        i % 100 < 88 ? 1 : 3,
                                        "body",
                                        "It broke. " + i));
                        millis[i] = (System.nanoTime() - sent) / 1_000_000;
                        if (answer.status() == 201) {
                            opened.add(answer.id());
                        } else {
                            refused.incrementAndGet();
                        }
                        if (i > 200 && acknowledged.compareAndSet(false, true)) {
                            acknowledge(code);
                        }
                    }
                });
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(millis);
        return new Result(
                opened, refused.get(), seconds, millis[cases / 2], millis[(int) (cases * 0.99)], millis[cases - 1]);
    }

    private void acknowledge(String code) {
        jdbc.sql("select id from support.incident where error_code = ? and status = 'SUSPECTED'")
                .param(code)
                .query(ColumnRowMapper.ID)
                .optional()
                .ifPresent(incident -> desk.post(
                        "/support/incidents/" + incident + "/acknowledgement",
                        SupportDeskClient.agent("ida"),
                        Map.of()));
    }

    /// @return how long unrelated cases waited for an owner: p50 and p99 in milliseconds
    private long[] serveUnrelatedDuring(Work work) throws InterruptedException {
        unrelatedWaits.clear();
        var over = new AtomicBoolean();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            people.execute(() -> {
                var token = SupportDeskClient.buyer("visitor");
                for (var i = 0; !over.get(); i++) {
                    var event = "GATE_"
                            + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
                    var answer = desk.post(
                            "/support/cases",
                            token,
                            SupportDeskClient.report("errorCode", event, "body", "We were refused at the gate " + i));
                    unrelatedOpened.put(answer.id(), Instant.now());
                    pause(Duration.ofMillis(100));
                }
            });
            for (var i = 0; i < AGENTS; i++) {
                var agent = "agent" + i;
                people.execute(() -> {
                    var token = SupportDeskClient.agent(agent);
                    while (!over.get()) {
                        serveOne(agent, token);
                    }
                });
            }
            work.run();
            over.set(true);
        }
        var waits = unrelatedWaits.stream().mapToLong(Long::longValue).sorted().toArray();
        return waits.length == 0
                ? new long[] {-1, -1}
                : new long[] {waits[waits.length / 2], waits[(int) (waits.length * 0.99)]};
    }

    private void serveOne(String agent, String token) {
        var next = desk.next("gate-critical", agent);
        if (next.status() != 200) {
            pause(Duration.ofMillis(20));
            return;
        }
        var opened = unrelatedOpened.remove(next.id());
        if (opened != null) {
            unrelatedWaits.add(
                    Math.max(0, Duration.between(opened, Instant.now()).toMillis()));
        }
        desk.act(next.id(), "resolution", token, "resolution", "Let in.");
    }

    private void check(int cases, String code, Result sent) {
        var stored = new HashSet<>(jdbc.sql("select id from support.support_case where error_code = ?")
                .param(code)
                .query(ColumnRowMapper.ID)
                .list());
        var lost = sent.opened().stream().filter(id -> !stored.contains(id)).count();
        var falseBreaches = jdbc.sql("""
                        select count(*) from support.sla_clock c join support.support_case s on s.id = c.case_id
                         where s.source = 'REPORT' and c.breached_at is not null
                        """).query(Long.class).single();
        var incidents = jdbc.sql("select count(*) from support.incident where error_code = ?")
                .param(code)
                .query(Long.class)
                .single();
        var members = jdbc.sql(
                        "select count(*) from support.support_case where error_code = ? and incident_id is not null")
                .param(code)
                .query(Long.class)
                .single();
        OUT.printf(
                "   accepted %,d, refused %d, lost %d, false breaches %d, incidents %d with %,d members%n",
                sent.opened().size(), sent.refused(), lost, falseBreaches, incidents, members);
        if (lost > 0 || sent.refused() > 0 || falseBreaches > 0 || incidents != 1 || members != cases) {
            throw new IllegalStateException("the surge was not withstood");
        }
    }

    private void resolve(String code) {
        var incident = jdbc.sql("select id from support.incident where error_code = ?")
                .param(code)
                .query(ColumnRowMapper.ID)
                .single();
        var start = System.nanoTime();
        var resolved = desk.post(
                "/support/incidents/" + incident + "/resolution",
                SupportDeskClient.agent("ida"),
                Map.of("resolution", "Mended."));
        OUT.printf(
                "   resolving the incident with every member and telling each: %.1f s (%d)%n",
                (System.nanoTime() - start) / 1e9, resolved.status());
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void pause(Duration duration) {
        java.util.concurrent.locks.LockSupport.parkNanos(duration.toNanos());
    }
}
