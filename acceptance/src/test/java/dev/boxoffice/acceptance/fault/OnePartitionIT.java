package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `inventory.ticket` is partitioned by event. Postgres itself tells, by `auto_explain`, the plan of every statement
/// that the services run while somebody buys; none may have touched a second partition, or more than it asks for
/// events.
class OnePartitionIT {

    private static final Pattern TICKET_PARTITION = Pattern.compile("\\bticket_(\\d{2})\\b(?!_)");
    private static final Pattern SEVERAL_EVENTS = Pattern.compile("\\$1 = '\\{([0-9a-f-]{36}(?:,[0-9a-f-]{36})*)}'");
    private static final Pattern ENTRY = Pattern.compile("(?m)^(?=\\d{4}-\\d{2}-\\d{2} )");
    private static final List<String> SETTINGS = List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            // What was pruned while it ran is known only once it ran: "(never executed)".
            "auto_explain.log_analyze = on",
            "auto_explain.log_timing = off",
            "auto_explain.log_nested_statements = on",
            "auto_explain.log_level = 'LOG'");

    /// At least as many as a service's pool has.
    private static final int MOST_CONNECTIONS = 32;

    static RunningPlatform platform = RunningPlatform.shared();

    @BeforeAll
    static void postgresTellsItsPlans() {
        assumeTrue(platform.launcher().isPresent(), "plans are read in the log of a Postgres started here");
        SETTINGS.forEach(setting ->
                platform.sql().sql("alter database boxoffice set " + setting).update());
        reconnectServices();
    }

    @AfterAll
    static void andIsSilentAgain() {
        platform.sql().sql("alter database boxoffice reset all").update();
        reconnectServices();
    }

    /// Settings of a database count for new sessions.
    private static void reconnectServices() {
        platform.sql()
                .sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename like '%\\_service'"
                        + " and backend_type = 'client backend'")
                .query(Integer.class)
                .single();
        // A pool looks at a connection only when it has rested: of the others each service finds out in its next use.
        var buyer = RunningPlatform.signedIn("reconnecting", "buyer");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> IntStream.range(0, MOST_CONNECTIONS)
                        .allMatch(_ -> buyer.get("/venues?size=1").status() == 200
                                && buyer.get("/bookings?size=1").status() == 200
                                && buyer.get("/support/cases?size=1").status() < 500));
    }

    @Test
    void every_statement_of_a_sale_touches_the_tickets_of_one_partition() throws IOException {
        var organizer = RunningPlatform.signedIn("acceptance-organizer", "organizer");
        var buyer = RunningPlatform.signedIn("planner-" + UUID.randomUUID(), "buyer");
        var log = logOf(platform.database().target());
        var from = Files.size(log);

        var event = AcceptanceEventFactory.onSale(organizer, "Ein Fach");
        // More often than the five times after which pgjdbc prepares a statement and Postgres may plan for any event.
        for (var i = 0; i < 7; i++) {
            AcceptanceEventFactory.book(buyer, event + "." + i);
            RunningPlatform.anybody().get("/events/" + event).expect(200);
            RunningPlatform.anybody().get("/events/" + event + "/availability").expect(200);
        }
        var cancelled = AcceptanceEventFactory.book(buyer, event + ".7");
        buyer.post("/bookings/" + cancelled + "/cancellation", Map.of()).expect(202);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(plansOnTickets(log, from))
                        .as("claims, counts and readings were seen")
                        .hasSizeGreaterThan(20));
        assertThat(plansOnTickets(log, from))
                .allSatisfy(plan -> assertThat(partitions(plan)).as(plan).hasSizeLessThanOrEqualTo(events(plan)));
    }

    /// Each plan that the log tells of tickets.
    private static List<String> plansOnTickets(Path log, long from) throws IOException {
        var text = Files.readString(log).substring(Math.toIntExact(from));
        var plans = new ArrayList<String>();
        for (var entry : ENTRY.split(text)) {
            var plan = entry.indexOf("plan:");
            // What looks at everything, or at all that was sold of late, is no part of a sale.
            if (plan >= 0
                    && TICKET_PARTITION.matcher(entry).find()
                    && !entry.contains("customer count is off")
                    && !entry.contains("ledger_since(")) {
                plans.add(entry);
            }
        }
        return plans;
    }

    /// One, but where several that changed at about the same time are read for the search index.
    private static int events(String plan) {
        var several = SEVERAL_EVENTS.matcher(plan);
        return several.find() ? several.group(1).split(",", -1).length : 1;
    }

    private static Set<String> partitions(String plan) {
        var touched = new TreeSet<String>();
        plan.lines()
                .filter(line -> !line.contains("never executed"))
                .filter(line -> line.contains("Scan"))
                .forEach(
                        line -> TICKET_PARTITION.matcher(line).results().forEach(match -> touched.add(match.group(1))));
        return touched;
    }

    /// Of the server that is primary now: a failover before this may have changed it.
    private static Path logOf(int port) {
        return port == platform.port("POSTGRES")
                ? platform.home().resolve("logs/postgres.log")
                : StandbyPostgres.logOf(platform);
    }
}
