package dev.boxoffice.deploy.pretend;

import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import dev.boxoffice.deploy.pretend.network.HttpProbe;
import dev.boxoffice.deploy.pretend.network.NameServer;
import dev.boxoffice.deploy.pretend.network.NetworkNamespace;
import dev.boxoffice.deploy.pretend.network.NetworkRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Who is in the cluster's network and under which names: told to whoever asks its DNS, and to the node's router.
final class ClusterNetwork {

    static final String NAME_SERVER = "10.96.0.10";

    private static final String NAMES = ".boxoffice.svc.cluster.local";
    private static final String DNS = "10.42.0.2";

    private final ClusterNode node;
    private final RenderedOverlay overlay;
    private final Supplier<List<PretendDeployment>> deployments;
    private final Map<String, NetworkRules.Member> standing = new ConcurrentHashMap<>();
    private final Map<String, String> virtual = new ConcurrentHashMap<>();
    private final Map<String, String> led = new ConcurrentHashMap<>();
    private final AtomicInteger lastVirtual = new AtomicInteger();
    private NetworkRules obeyed = new NetworkRules(List.of(), List.of(), List.of());

    /// @param services that may have virtual addresses, where their manifests do not say otherwise
    ClusterNetwork(
            ClusterNode node,
            RenderedOverlay overlay,
            List<String> services,
            Supplier<List<PretendDeployment>> deployments) {
        this.node = node;
        this.overlay = overlay;
        this.deployments = deployments;
        for (var service : services) {
            if (!overlay.one("Service", service).at("/spec/clusterIP").asText().equals("None")) {
                giveVirtualAddress(service);
            }
        }
    }

    private void giveVirtualAddress(String service) {
        virtual.computeIfAbsent(service, _ -> "10.96.0." + (20 + lastVirtual.getAndIncrement()));
    }

    void startNameServer() {
        var pod = new NetworkDoors.Pod("kube-system", Map.of("k8s-app", "kube-dns"));
        NameServer.start(add("kube-dns", pod, DNS).datagrams(DNS, 53), this::addressesOf);
    }

    /// A pod that no Deployment has made.
    NetworkNamespace add(String name, NetworkDoors.Pod is, String address) {
        standing.put(name, new NetworkRules.Member(is, address));
        node.addPod(name, address);
        obey();
        return node.networkOf(name);
    }

    void remove(String name) {
        standing.remove(name);
        node.removePod(name);
    }

    /// Whoever connects to this service comes out at this pod from now on; connections that there are end with theirs.
    void lead(String service, String address) {
        giveVirtualAddress(service);
        led.put(service, address);
        obey();
    }

    /// The router knows of each pod, and a virtual address leads to those that are ready.
    synchronized void obey() {
        var members = new ArrayList<>(new TreeMap<>(standing).values());
        var services = new ArrayList<NetworkRules.VirtualAddress>();
        services.add(new NetworkRules.VirtualAddress(NAME_SERVER, List.of(DNS)));
        new TreeMap<>(led)
                .forEach((service, address) -> services.add(new NetworkRules.VirtualAddress(
                        addressesOfService(service).getFirst(), List.of(address))));
        for (var deployment : deployments.get()) {
            var is = new NetworkDoors.Pod("boxoffice", labels(overlay, "Deployment", deployment.name()));
            deployment.pods().forEach(pod -> members.add(new NetworkRules.Member(is, pod.address())));
            var address = virtual.get(deployment.name());
            if (address != null) {
                services.add(new NetworkRules.VirtualAddress(address, addresses(deployment)));
            }
        }
        var rules = new NetworkRules(List.copyOf(members), List.copyOf(services), overlay.all("NetworkPolicy"));
        if (!rules.equals(obeyed)) {
            node.obey(rules);
            obeyed = rules;
        }
    }

    static Map<String, String> labels(RenderedOverlay overlay, String kind, String name) {
        return RenderedOverlay.labels(
                RenderedOverlay.template(overlay.one(kind, name)).at("/metadata/labels"));
    }

    private static List<String> addresses(PretendDeployment deployment) {
        return deployment.named().stream().map(PretendPod::address).toList();
    }

    /// Of a service of the cluster by its whole name, or of a host outside.
    private List<String> addressesOf(String name) {
        var service = name.endsWith(NAMES) ? name.substring(0, name.length() - NAMES.length()) : name;
        var namespace = name.endsWith(NAMES) ? "boxoffice" : "outside";
        var pod = standing.get(service);
        if (pod != null && pod.is().namespace().equals(namespace)) {
            return List.of(pod.address());
        }
        return name.endsWith(NAMES) ? addressesOfService(service) : List.of();
    }

    List<String> addressesOfService(String service) {
        var address = virtual.get(service);
        return address != null
                ? List.of(address)
                : deployments.get().stream()
                        .filter(deployment -> deployment.name().equals(service))
                        .flatMap(deployment -> addresses(deployment).stream())
                        .toList();
    }

    /// Whether a pod may connect to an address.
    boolean connects(String pod, String address, int port) {
        try (var from = node.networkOf(pod)) {
            return new HttpProbe(from, address, port).connects(Duration.ofSeconds(5));
        }
    }
}
