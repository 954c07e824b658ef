package dev.boxoffice.deploy.pretend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// O1, O2: the manifests' own promises, kept by real processes: pods with their command lines, users, limits,
/// policies, probes and order of ending; services found by names; what a Deployment's controller does.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // each wants other numbers of pods: in this order few are started
class PretendClusterIT {

    private static final String BOOKING = "booking-service";

    private static volatile Optional<BoxofficeCluster> running = Optional.empty();

    @BeforeAll
    static void theClusterIsUp() throws IOException, InterruptedException {
        CommandLineTool.require("kubectl", "k8s/ cannot be rendered");
        ClusterNode.require();
        running = Optional.of(BoxofficeCluster.start());
    }

    @AfterAll
    static void nothingIsLeft() {
        running.ifPresent(cluster -> {
            cluster.close();
            assertThat(cluster.node().groups().folders()).noneMatch(Files::exists);
        });
    }

    private static BoxofficeCluster cluster() {
        return running.orElseThrow();
    }

    @Test
    @Order(1)
    void a_ticket_is_sold_an_event_found_and_a_question_asked() throws Exception {
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(5);
            buyers.finish();
            assertThat(buyers.repeated()).isEmpty();
            cluster().tell(buyers.sold() + " tickets sold in " + buyers.calls() + " calls");
        }
        var visitor = ClusterVisitor.of(cluster());
        visitor.findWhatIsNew();
        visitor.askTheDesk();
    }

    @Test
    @Order(2)
    void pods_reach_what_their_policies_name_and_nothing_else() {
        var gateway = onePodOf("gateway");
        var booking = onePodOf(BOOKING);
        var door = cluster().network().addressesOfService("gateway").getFirst();
        assertThat(cluster().network().connects("front-door", door, 8080)).isTrue();
        assertThat(cluster().network().connects("stranger", door, 8080)).isFalse();
        assertThat(cluster().network().connects("stranger", booking.address(), 8082))
                .isFalse();
        assertThat(cluster().network().connects("front-door", booking.address(), 8082))
                .isFalse();
        assertThat(cluster().network().connects(gateway.name(), booking.address(), 8082))
                .isTrue();
        assertThat(cluster().network().connects(booking.name(), gateway.address(), 8080))
                .isFalse();
        assertThat(cluster().network().connects(booking.name(), BoxofficeCluster.STRIPE, 443))
                .isTrue();
        assertThat(cluster().network().connects("stranger", ClusterStorage.POSTGRES, 5432))
                .isFalse();
        assertThat(cluster().network().connects(booking.name(), ClusterStorage.POSTGRES, 5432))
                .isTrue();
        var support = onePodOf("support-service");
        assertThat(cluster().network().connects(support.name(), booking.address(), 8082))
                .isTrue();
        assertThat(cluster().network().connects("stranger", ClusterStorage.ELASTICSEARCH, 9200))
                .isFalse();
        assertThat(cluster().network().connects(onePodOf("search-service").name(), ClusterStorage.ELASTICSEARCH, 9200))
                .isTrue();
    }

    @Test
    @Order(3)
    void a_pod_is_what_its_manifest_says() throws IOException {
        for (var service : List.of("gateway", "event-service", BOOKING)) {
            var pod = onePodOf(service);
            var process = pod.container().orElseThrow().process().orElseThrow();
            var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
            assertThat(status)
                    .containsPattern("Uid:\\t10001\\t10001\\t10001")
                    .containsPattern("CapEff:\\t0+\\n")
                    .containsPattern("CapBnd:\\t0+\\n")
                    .contains("NoNewPrivs:\t1");
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
                    .startsWith("java\0@/app/jvm.options\0-XX:AOTCache=/app/app.aot\0-jar\0/app/app.jar");
            assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/maps")))
                    .as("the cache that the image's build has made is in use")
                    .contains("app.aot");
            if (cluster().node().groups().areGiven()) {
                var heap = pod.sum("jvm_memory_max_bytes", "id=\"G1 Old Gen\"");
                assertThat(heap / (1024 * 1024)).isCloseTo(pod.spec().mebibytes() * 0.6, within(2.0));
            }
        }
    }

    /// Each of the two new pods has at least a quarter of the requests, a minute after it is ready at the latest.
    @Test
    @Order(4)
    void new_pods_have_their_share_within_a_minute() throws Exception {
        scale(BOOKING, 1);
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(10);
            scale(BOOKING, 3);
            var pods = cluster().deployment(BOOKING).pods();
            var before = new AtomicReference<>(requests(pods));
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        var now = requests(pods);
                        var more = new TreeMap<String, Double>();
                        now.forEach((pod, count) ->
                                more.put(pod, count - before.get().getOrDefault(pod, 0.0)));
                        var all = more.values().stream().mapToDouble(it -> it).sum();
                        if (all < 100) {
                            return false; // too few to tell
                        }
                        before.set(now);
                        var shares = new TreeMap<String, Long>();
                        more.forEach((pod, count) -> shares.put(pod, Math.round(100 * count / all)));
                        cluster().tell("of " + Math.round(all) + " requests, per cent: " + shares);
                        return more.values().stream().allMatch(count -> count >= all / 4);
                    });
            buyers.finish();
            assertThat(buyers.repeated()).isEmpty();
        }
    }

    /// Those that cannot do without the dead one's word ask again, and so do those whose answer broke off in the
    /// middle; nobody else notices.
    @Test
    @Order(5)
    void a_pod_is_killed_and_its_callers_go_to_another() throws Exception {
        scale(BOOKING, 3);
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(10);
            var victim = onePodOf(BOOKING);
            cluster().tell("kill -9 " + victim.name());
            victim.container().orElseThrow().kill();
            buyers.awaitSales(20);
            await().atMost(Duration.ofMinutes(2)).until(() -> victim.restarts() == 1 && victim.isNamed());
            buyers.awaitSales(10);
            buyers.finish();
            cluster().tell(buyers.sold() + " sold around the kill, sent again: " + buyers.repeated());
            assertThat(buyers.repeated())
                    .noneMatch(call ->
                            call.method().equals("GET") && !call.answer().contains("got no answer"))
                    .filteredOn(call -> !call.answer().contains("request-in-progress"))
                    .hasSizeLessThanOrEqualTo(ClusterBuyers.BUYERS);
        }
    }

    /// What was published meanwhile is found once the index is back.
    @Test
    @Order(6)
    void elasticsearch_is_killed_and_the_sale_does_not_notice() throws Exception {
        var index = cluster().storage().elasticsearch();
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(10);
            index.kill();
            cluster().tell("elasticsearch is killed");
            buyers.awaitSales(20);
            var name = ClusterVisitor.nameLike("Währenddessen");
            var event = ClusterBuyers.onSale(cluster(), name);
            buyers.finish();
            assertThat(buyers.repeated()).isEmpty();
            index.start();
            ClusterVisitor.of(cluster()).awaitFound(name, event);
            cluster().tell("elasticsearch is back, and what was published meanwhile is found");
        }
    }

    /// Calls on their way are sent again, and the new primary has the tickets of all sales that were answered and no
    /// other. Search goes on there.
    @Test
    @Order(7)
    void a_standby_of_postgres_takes_over_and_no_sale_is_lost() throws Exception {
        var postgres = cluster().storage().postgres();
        try (var buyers = ClusterBuyers.of(cluster())) {
            postgres.follow();
            cluster().tell("postgres has a standby");
            await().atMost(Duration.ofMinutes(2)).until(postgres::hasSynchronisedSlot);
            buyers.awaitSales(10);
            cluster().storage().failOver();
            cluster().tell("postgres is killed, and its standby has taken over");
            buyers.awaitSales(20);
            buyers.finish();
            cluster()
                    .tell(buyers.sold() + " sold around the failover, sent again: "
                            + buyers.repeated().size() + " of " + buyers.calls() + " calls");
        }
        ClusterVisitor.of(cluster()).findWhatIsNew();
        cluster().tell("what was published afterwards is found");
    }

    @Test
    @Order(8)
    void a_bad_secret_stops_its_rollout_and_the_old_pods_go_on_selling() throws Exception {
        scale(BOOKING, 2);
        var booking = cluster().deployment(BOOKING);
        var old = booking.pods();
        var good = booking.template();
        var bad = good.with(Map.of("BOXOFFICE_DB_BOOKING_PASSWORD", "not-the-password"));
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(5);
            cluster().tell("a release of booking-service with a wrong password");
            booking.apply(bad);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> booking.pods().stream()
                            .anyMatch(pod -> pod.spec().equals(bad)
                                    && (pod.isNamed() || pod.restarts() > 1 || pod.refusesForLong())));
            assertThat(booking.pods())
                    .filteredOn(pod -> pod.spec().equals(bad))
                    .singleElement()
                    .satisfies(pod -> {
                        assertThat(pod.isNamed()).isFalse();
                        assertThat(pod.restarts())
                                .as("it waits for its secret to be mended")
                                .isZero();
                    });
            assertThat(booking.named()).containsExactlyInAnyOrderElementsOf(old);
            buyers.awaitSales(10);
            cluster().tell("it is not ready, and the old pods have sold " + buyers.sold());
            booking.apply(good);
            cluster().awaitComplete();
            assertThat(booking.pods()).containsExactlyInAnyOrderElementsOf(old);
            buyers.finish();
            assertThat(buyers.repeated()).isEmpty();
        }
    }

    /// Stripe takes a second, so that there is always somebody's payment on its way through a pod that is to end.
    @Test
    @Order(9)
    void pods_are_replaced_and_no_call_fails() throws Exception {
        cluster().stripe().faults(StripeFaults.NONE.slowBy(1_000));
        cluster().deployment("gateway").scale(2);
        scale(BOOKING, 2);
        var booking = cluster().deployment(BOOKING);
        var gateway = cluster().deployment("gateway");
        var old = List.of(booking.pods(), gateway.pods());
        try (var buyers = ClusterBuyers.of(cluster())) {
            buyers.awaitSales(10);
            booking.apply(booking.template().again());
            gateway.apply(gateway.template().again());
            cluster().awaitComplete();
            buyers.awaitSales(10);
            buyers.finish();
            cluster()
                    .tell("every pod of gateway and booking-service replaced: " + buyers.sold() + " sold in "
                            + buyers.calls() + " calls, sent again: " + buyers.repeated());
            assertThat(buyers.repeated()).isEmpty();
        }
        assertThat(booking.pods()).doesNotContainAnyElementsOf(old.getFirst());
        assertThat(gateway.pods()).doesNotContainAnyElementsOf(old.getLast());
    }

    private static void scale(String deployment, int pods) {
        cluster().tell(deployment + " is to have " + pods);
        cluster().deployment(deployment).scale(pods);
        cluster().awaitComplete();
    }

    private static PretendPod onePodOf(String deployment) {
        return cluster().deployment(deployment).named().getFirst();
    }

    private static Map<String, Double> requests(List<PretendPod> pods) {
        return pods.stream().collect(toMap(PretendPod::name, pod -> pod.sum("http_server_requests_seconds_count", "")));
    }
}
