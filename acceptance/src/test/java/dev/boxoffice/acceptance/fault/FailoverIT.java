package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Servers that fail or are replaced in the middle of a sale, as real processes; nobody loses a seat or a cent. On
/// several of each: `./mvnw -Pseveral`. What fails where there is one of each is seen in `PretendClusterIT`.
class FailoverIT {

    private static final int BUYERS = 4;
    private static final int SEATS = 5_000;
    private static final int SEATS_FOR_A_LONG_SALE = 60_000;

    static RunningPlatform platform = RunningPlatform.shared();
    static ApiClient organizer = RunningPlatform.anybody();

    @BeforeAll
    static void organizerSignsIn() {
        assumeTrue(platform.launcher().isPresent(), "only a platform started here is broken on purpose");
        assumeTrue(RunningPlatform.instances() > 1, "a rolling restart needs several instances: ./mvnw -Pseveral");
        organizer = RunningPlatform.signedIn("acceptance-organizer", "organizer");
    }

    private static String bigEvent(String name, int seats) {
        var venue = AcceptanceEventFactory.venue(organizer);
        var floor = Map.of("name", "Floor", "kind", "GENERAL_ADMISSION", "capacity", seats);
        organizer
                .put("/venues/" + venue + "/seating-plan", Map.of("sections", List.of(floor)))
                .expect(200);
        var event = AcceptanceEventFactory.event(venue, name);
        event.put("priceTiers", List.of(AcceptanceEventFactory.priceTier("Standing", 2500, "Floor")));
        return AcceptanceEventFactory.onSale(organizer, event);
    }

    private static void awaitSales(BuyerLoad load, int more) {
        var from = load.sold();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> load.sold() >= from + more || !load.failures().isEmpty());
        assertThat(load.failures()).isEmpty();
    }

    private static void awaitFound(String name, String event) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(RunningPlatform.anybody()
                                .get("/search?term=" + name.replace(" ", "+"))
                                .text())
                        .contains(event));
    }

    @Test
    void a_standby_is_promoted_during_a_sale_and_every_sale_ends_in_a_ticket() throws Exception {
        var event = bigEvent("Wachablösung", SEATS);
        var standby = StandbyPostgres.of(platform);
        try (var load = BuyerLoad.of(BUYERS, event, SEATS)) {
            awaitSales(load, 20);
            await().atMost(Duration.ofSeconds(60)).until(standby::hasSynchronisedSlot);
            standby.takeOver();
            awaitSales(load, 20);
            load.finish();
            load.assertEverySaleSucceeded(platform);
            System.getLogger("acceptance")
                    .log(
                            System.Logger.Level.INFO,
                            "failover: {0} sold, {1} calls sent again",
                            load.sold(),
                            load.repeated());
        }
        // Search goes on from the new primary: by the slot that was copied there, or by a rebuild.
        var name = "Danach " + UUID.randomUUID().toString().substring(0, 8);
        awaitFound(name, AcceptanceEventFactory.onSale(organizer, name));
    }

    @Test
    void elasticsearch_is_restarted_and_the_sale_does_not_notice() throws Exception {
        var event = bigEvent("Suchpause", SEATS);
        try (var load = BuyerLoad.of(BUYERS, event, SEATS)) {
            awaitSales(load, 10);
            var search = RestartableElasticsearch.of(platform);
            search.kill();
            awaitSales(load, 20);
            var name = "Währenddessen " + UUID.randomUUID().toString().substring(0, 8);
            var published = AcceptanceEventFactory.onSale(organizer, name);
            search.startAgain();
            load.finish();
            load.assertEverySaleSucceeded(platform);
            awaitFound(name, published);
        }
    }

    @Test
    void every_service_is_restarted_under_load_and_no_sale_fails() throws Exception {
        var event = bigEvent("Wechsel", SEATS_FOR_A_LONG_SALE);
        try (var load = BuyerLoad.of(BUYERS, event, SEATS_FOR_A_LONG_SALE)) {
            awaitSales(load, 10);
            for (var service : List.of("booking-service", "event-service", "search-service", "support-service")) {
                for (var instance : List.of(service, service + "-2")) {
                    restart(instance);
                    awaitSales(load, 5);
                }
            }
            load.finish();
            load.assertEverySaleSucceeded(platform);
            System.getLogger("acceptance")
                    .log(
                            System.Logger.Level.INFO,
                            "rolling restart: {0} sold, {1} calls sent again",
                            load.sold(),
                            load.repeated());
        }
    }

    /// By the signal that Kubernetes sends; the launcher starts it again. The next one only when this one is ready.
    private static void restart(String instance) {
        var old = platform.process(instance).orElseThrow();
        assertThat(old.destroy()).isTrue();
        old.onExit().join();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> platform.process(instance)
                                .filter(process -> process.pid() != old.pid())
                                .isPresent()
                        && platform.boxoffice("status").code() == 0);
    }
}
