package dev.boxoffice.deploy.pretend.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import dev.boxoffice.deploy.pretend.network.PretendCluster.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// O1, O10: the production overlay's policies in force in a kernel, between network namespaces that stand
/// for pods.
@Tag("slow")
class PretendClusterTest {

    private static final List<Pod> PODS = List.of(
            process("gateway", 2, 8080, 8089),
            process("event-service", 3, 8081),
            process("booking-service", 4, 8082),
            process("search-service", 5, 8083),
            process("support-service", 6, 8084),
            process("synthetic-buyer", 7),
            pod(
                    "postgres",
                    NetworkDoors.Pod.ours("cnpg.io/cluster", "postgres"),
                    "10.42.0.8",
                    "10.96.0.8",
                    5432,
                    8000,
                    9187),
            pod("redis", NetworkDoors.Pod.ours("app", "redis-leader"), "10.42.0.9", "10.96.0.9", 6379, 9121),
            pod(
                    "elasticsearch",
                    NetworkDoors.Pod.ours("elasticsearch.k8s.elastic.co/cluster-name", "elasticsearch"),
                    "10.42.0.10",
                    "10.96.0.10",
                    9200),
            pod("migration", NetworkDoors.Pod.ours("app.kubernetes.io/component", "migration"), "10.42.0.11", ""),
            pod("front-door", NetworkDoors.Pod.elsewhere("gateway-system"), "10.42.0.12", ""),
            pod("prometheus", NetworkDoors.Pod.elsewhere("monitoring"), "10.42.0.13", "", 4318),
            pod("stranger", NetworkDoors.Pod.elsewhere("default"), "10.42.0.14", "", 443, 8080),
            pod("world", NetworkDoors.Pod.elsewhere("outside"), "203.0.113.2", "", 80, 443, 587),
            pod("metadata", NetworkDoors.Pod.elsewhere("outside"), "169.254.169.254", "", 80, 443));

    @TempDir
    static Path folder;

    private static Map<String, String> calls = Map.of();

    @BeforeAll
    static void everybodyCallsEverybody() throws IOException {
        theKernelAllowsIt();
        calls = calls(new PretendCluster(PODS, RenderedOverlay.of("production").all("NetworkPolicy")));
    }

    private static void theKernelAllowsIt() {
        for (var tool : List.of("unshare", "nsenter", "ip", "nft", "node")) {
            if (CommandLineTool.run("sh", "-c", "command -v " + tool).exitCode() != 0) {
                throw new TestAbortedException("no pretend cluster here: " + tool + " is not installed");
            }
        }
        var tried = CommandLineTool.run(
                "unshare",
                "-n",
                "-p",
                "-f",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                "nft add table inet pretend && ip link add one type veth peer name two && echo 1 >/proc/sys/net/ipv4/ip_forward");
        if (tried.exitCode() != 0) {
            throw new TestAbortedException(
                    "no pretend cluster here: " + tried.output().strip());
        }
    }

    @Test
    void the_kernel_lets_through_what_the_policies_say_and_nothing_else() {
        var overlay = RenderedOverlay.of("production");
        var doors = NetworkDoors.of(overlay);
        var expected = new TreeMap<String, String>();
        for (var from : PODS) {
            for (var to : PODS) {
                for (var port : to.ports()) {
                    if (!from.equals(to) && !to.is().namespace().equals("outside")) {
                        expected.put(
                                from.name() + " " + to.name() + " " + port,
                                doors.isOpen(from.is(), to.is(), port) ? "open" : "closed");
                    }
                }
            }
        }
        // Postgres asks the API server, whose address is not known beforehand, at a port and not at a pod.
        expected.put("postgres stranger 443", "open");
        assertThat(expected.values()).contains("open", "closed");
        assertThat(calls).containsAllEntriesOf(expected);
        assertThat(calls)
                .containsEntry("gateway booking-service 8082", "open")
                .containsEntry("gateway postgres 5432", "closed")
                .containsEntry("stranger booking-service 8082", "closed");
    }

    /// What is outside is reached at the ports of Stripe, the issuer and the mail server, and nothing
    /// private is.
    @Test
    void the_world_is_reached_and_the_machines_metadata_is_not() {
        for (var service :
                List.of("gateway", "event-service", "booking-service", "search-service", "support-service")) {
            assertThat(calls)
                    .containsEntry(service + " world 443", "open")
                    .containsEntry(service + " world 80", "closed")
                    .containsEntry(service + " world 587", service.equals("support-service") ? "open" : "closed")
                    .containsEntry(service + " metadata 80", "closed")
                    .containsEntry(service + " metadata 443", "closed")
                    .containsEntry(service + " stranger 443", "closed");
        }
        assertThat(calls).containsEntry("migration world 443", "closed");
    }

    /// The cluster itself: without policies everybody reaches everybody.
    @Test
    void without_policies_nothing_is_closed() throws IOException {
        assertThat(calls(new PretendCluster(PODS, List.of())).values()).containsOnly("open");
    }

    private static Map<String, String> calls(PretendCluster cluster) throws IOException {
        var script = Files.writeString(folder.resolve("cluster.sh"), cluster.script());
        var run = CommandLineTool.run(
                "unshare", "-n", "-p", "-f", "--mount-proc", "--kill-child", "bash", script.toString());
        assertThat(run.exitCode()).as(run.output()).isZero();
        var calls = new TreeMap<String, String>();
        run.output()
                .lines()
                .forEach(line ->
                        calls.put(line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1)));
        return calls;
    }

    private static Pod process(String name, int number, Integer... ports) {
        return pod(name, NetworkDoors.Pod.ours("app.kubernetes.io/name", name), "10.42.0." + number, "", ports);
    }

    private static Pod pod(String name, NetworkDoors.Pod is, String address, String virtual, Integer... ports) {
        return new Pod(name, is, address, virtual, List.of(ports));
    }
}
