package dev.boxoffice.deploy.pretend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.client.ApiClient;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import dev.boxoffice.standalone.store.DatabaseBootstrap;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.RedisServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.stripe.StripeSimulator;
import dev.boxoffice.standalone.stripe.StripeSimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/// Overlay `small` on one node, with what sells a ticket: gateway, event-service and booking-service. Its stores are
/// servers of this machine behind the addresses of their pods; issuer and Stripe are outside, at port 443 without TLS.
final class BoxofficeCluster implements AutoCloseable {

    private static final String NAMES = ".boxoffice.svc.cluster.local";
    private static final String NAME_SERVER = "10.96.0.10";
    private static final Duration STEP = Duration.ofMillis(100);
    private static final List<String> SERVICES = List.of("event-service", "booking-service", "gateway");
    private static final Map<String, String> OUTSIDE =
            Map.of("login.example.com", "203.0.113.2", "api.stripe.com", "203.0.113.3");

    private final RenderedOverlay overlay = RenderedOverlay.of("small");
    private final List<JsonNode> policies = overlay.all("NetworkPolicy");
    private final Path folder;
    private final ClusterNode node;
    private final NetworkNamespace network;
    private final PretendSecrets secrets;
    private final PretendIssuer issuer;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Map<String, ContainerImage> images = new ConcurrentHashMap<>();
    private final Map<String, PretendDeployment> deployments = new TreeMap<>();
    private final Map<String, NetworkRules.Member> standing = new ConcurrentHashMap<>();
    private final Map<String, String> virtual = new TreeMap<>();
    private final AtomicInteger lastPod = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private NetworkRules obeyed = new NetworkRules(List.of(), List.of(), List.of());
    private final SocketRelay frontDoor;
    private final StripeSimulator stripe;

    private BoxofficeCluster(Path folder) {
        this.folder = folder;
        var stripeKey = "sk_test_pretend";
        var webhookSecret = "whsec_pretend";
        node = ClusterNode.start(folder);
        network = node.network();
        secrets = PretendSecrets.make(folder, stripeKey, webhookSecret);
        issuer = PretendIssuer.start(config("BOXOFFICE_OIDC_ISSUER"));
        postgres = PostgresServer.at(StoreHome.temporary("postgres"), secrets.of("stores", "POSTGRES_PASSWORD"));
        redis = RedisServer.at(StoreHome.temporary("redis"), secrets.of("stores", "REDIS_PASSWORD"));
        ContainerProcess.prepare(folder, NAME_SERVER);
        for (var service : SERVICES) {
            if (!overlay.one("Service", service).at("/spec/clusterIP").asText().equals("None")) {
                virtual.put(service, "10.96.0." + (20 + virtual.size()));
            }
        }
        NameServer.start(
                stand("kube-dns", "10.42.0.2", "kube-system", Map.of("k8s-app", "kube-dns"))
                        .datagrams("10.42.0.2", 53),
                this::addressesOf);
        var door = stand("front-door", "10.42.0.3", "gateway-system", Map.of());
        frontDoor = SocketRelay.start(
                onLoopback(), door::socket, new InetSocketAddress(virtual.get("gateway"), port("gateway")));
        stand("stranger", "10.42.0.4", "default", Map.of());
        stripe = StripeSimulator.start(StripeSimulatorOptions.inMemory(stripeKey, webhookSecret)
                .subscribedTo(Set.of("payment_intent.succeeded", "payment_intent.payment_failed"))
                .deliveringTo(frontDoor().resolve("/webhooks/stripe")));
    }

    static BoxofficeCluster start() throws IOException, InterruptedException {
        var cluster = new BoxofficeCluster(emptied(ProjectFiles.path("deploy/checks/target/pretend-cluster")));
        try {
            cluster.tell(
                    cluster.node.groups().areGiven()
                            ? "the manifests' limits are kept in control groups"
                            : "no control groups here, so nothing keeps the pods to their limits");
            cluster.startStores();
            try (var building = Executors.newVirtualThreadPerTaskExecutor()) {
                var built = SERVICES.stream()
                        .map(service -> building.submit(() -> cluster.build(service)))
                        .toList();
                for (var image : built) {
                    image.get();
                }
            }
            Thread.ofPlatform().daemon().name("controllers").start(cluster::control);
            cluster.migrate("event-service");
            cluster.migrate("booking-service");
            SERVICES.forEach(cluster::deploy);
            cluster.awaitComplete();
            return cluster;
        } catch (ExecutionException failed) {
            cluster.close();
            throw new IllegalStateException(failed.getCause());
        } catch (RuntimeException | Error failed) {
            cluster.close();
            throw failed;
        }
    }

    private static Path emptied(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    private static ServerSocketChannel onLoopback() {
        try {
            return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pod in which this JVM does what has to be done.
    private NetworkNamespace stand(String name, String address, String namespace, Map<String, String> labels) {
        standing.put(name, new NetworkRules.Member(new NetworkDoors.Pod(namespace, labels), address));
        node.addPod(name, address);
        return node.networkOf(name);
    }

    private void startStores() {
        postgres.start();
        DatabaseBootstrap.run(postgres, role -> secrets.of(
                "stores", "BOXOFFICE_DB_" + role.replace("_service", "").toUpperCase(Locale.ROOT) + "_PASSWORD"));
        redis.start();
        store("postgres", "10.42.0.5", postgres.port());
        store("redis", "10.42.0.6", redis.port());
        OUTSIDE.forEach((host, address) -> SocketRelay.toThisMachine(
                stand(host, address, "outside", Map.of()).listen(address, 443),
                host.startsWith("login")
                        ? issuer.server().port()
                        : URI.create(stripe.baseUrl()).getPort()));
    }

    private void store(String name, String address, int port) {
        var labels = RenderedOverlay.labels(
                RenderedOverlay.template(overlay.one("StatefulSet", name)).at("/metadata/labels"));
        SocketRelay.toThisMachine(
                stand(name, address, "boxoffice", labels)
                        .listen(
                                address,
                                overlay.one("Service", name)
                                        .at("/spec/ports/0/port")
                                        .asInt()),
                port);
    }

    /// What the Dockerfile does: lays the jar out, and lets the service learn to start.
    private ContainerImage build(String service) throws IOException {
        var image = ContainerImage.of(service, folder.resolveSibling("pretend-images"));
        if (!image.isBuilt()) {
            image.layOut(service);
            var builder = "image-" + service;
            node.addPod(builder, "10.42.9." + SERVICES.indexOf(service));
            var training = new ContainerSpec(image.app(), List.of("/app/train.sh"), Map.of(), 0, 2048, 1000, "128m", 0);
            run(builder, ContainerProcess.build(node, builder, training));
            image.isBuiltNow();
            tell("the image of " + service + " is built");
        }
        images.put(service, image);
        return image;
    }

    private void migrate(String service) {
        var job = overlay.one("Job", service + "-migration");
        var name = service + "-migration";
        var address = "10.42.8." + SERVICES.indexOf(service);
        standing.put(
                name,
                new NetworkRules.Member(
                        new NetworkDoors.Pod(
                                "boxoffice",
                                RenderedOverlay.labels(
                                        RenderedOverlay.template(job).at("/metadata/labels"))),
                        address));
        node.addPod(name, address);
        obey();
        run(name, ContainerProcess.start(node, name, container(job, service)));
        standing.remove(name);
        tell("job " + name + " is done");
    }

    private void run(String name, ContainerProcess process) {
        await().atMost(Duration.ofMinutes(3)).until(() -> process.hasEndedWithin(Duration.ofMillis(1)));
        if (process.exitCode() != 0) {
            throw new IllegalStateException(name + " ended with " + process.exitCode() + "; see " + folder + "/log");
        }
        node.removePod(name);
    }

    private void deploy(String service) {
        var manifest = overlay.one("Deployment", service);
        var deployment = new PretendDeployment(
                service, PodRules.of(manifest), container(manifest, service), (its, spec) -> pod(its, spec));
        deployment.scale(1);
        synchronized (deployments) {
            deployments.put(service, deployment);
        }
    }

    private ContainerSpec container(JsonNode workload, String service) {
        var image = images.get(service);
        if (image == null) {
            throw new IllegalStateException("no image of " + service);
        }
        // What is outside has no certificate here.
        return ContainerSpec.of(overlay, workload, image, secrets.all())
                .with(Map.of(
                        "BOXOFFICE_OIDC_JWKS", "http://login.example.com:443/certs",
                        "BOXOFFICE_STRIPE_APIBASE", "http://api.stripe.com:443"));
    }

    private String config(String name) {
        return overlay.all("ConfigMap").stream()
                .map(map -> map.path("data").path(name).asText())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private int port(String service) {
        return PodRules.of(overlay.one("Deployment", service)).port();
    }

    private PretendPod pod(PretendDeployment deployment, ContainerSpec spec) {
        var number = lastPod.incrementAndGet();
        return new PretendPod(
                node,
                network,
                deployment.name() + "-" + number,
                "10.42.1." + number,
                spec,
                deployment.rules(),
                this::tell);
    }

    private void control() {
        try {
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                all().forEach(PretendDeployment::reconcile);
                obey();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            tell("the controllers have ended: " + broken);
        }
    }

    private List<PretendDeployment> all() {
        synchronized (deployments) {
            return List.copyOf(deployments.values());
        }
    }

    /// The network knows of each pod, and a virtual address leads to those that are ready.
    private synchronized void obey() {
        var members = new ArrayList<>(new TreeMap<>(standing).values());
        var services = new ArrayList<NetworkRules.VirtualAddress>();
        services.add(new NetworkRules.VirtualAddress(NAME_SERVER, List.of("10.42.0.2")));
        for (var deployment : all()) {
            var labels = RenderedOverlay.labels(RenderedOverlay.template(
                            overlay.one("Deployment", deployment.name()))
                    .at("/metadata/labels"));
            deployment.pods().forEach(pod -> members.add(
                    new NetworkRules.Member(new NetworkDoors.Pod("boxoffice", labels), pod.address())));
            var address = virtual.get(deployment.name());
            if (address != null) {
                services.add(new NetworkRules.VirtualAddress(address, addresses(deployment)));
            }
        }
        var rules = new NetworkRules(List.copyOf(members), List.copyOf(services), policies);
        if (!rules.equals(obeyed)) {
            node.obey(rules);
            obeyed = rules;
        }
    }

    private static List<String> addresses(PretendDeployment deployment) {
        return deployment.named().stream().map(PretendPod::address).toList();
    }

    private List<String> addressesOf(String name) {
        if (!name.endsWith(NAMES)) {
            var outside = OUTSIDE.get(name);
            return outside == null ? List.of() : List.of(outside);
        }
        var service = name.substring(0, name.length() - NAMES.length());
        var address = virtual.get(service);
        if (address != null) {
            return List.of(address);
        }
        var store = standing.get(service);
        if (store != null && store.is().namespace().equals("boxoffice")) {
            return List.of(store.address());
        }
        return all().stream()
                .filter(deployment -> deployment.name().equals(service))
                .flatMap(deployment -> addresses(deployment).stream())
                .toList();
    }

    /// Until every Deployment has what it wants and nothing else.
    void awaitComplete() {
        await().atMost(Duration.ofMinutes(4)).until(() -> all().stream().allMatch(PretendDeployment::isComplete));
    }

    PretendDeployment deployment(String name) {
        return all().stream()
                .filter(deployment -> deployment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    ClusterNode node() {
        return node;
    }

    /// Whether a pod may connect to an address.
    boolean connects(String pod, String address, int port) {
        try (var from = node.networkOf(pod)) {
            return new HttpProbe(from, address, port).connects(Duration.ofSeconds(5));
        }
    }

    String addressOf(String name) {
        return addressesOf(name + NAMES).getFirst();
    }

    private URI frontDoor() {
        return URI.create("http://localhost:" + frontDoor.port());
    }

    /// Somebody outside who comes in by the front door.
    ///
    /// @param address from which they come
    ApiClient client(String subject, String role, String address) {
        return ApiClient.at(frontDoor())
                .withToken(issuer.tokenOf(subject, role))
                .withHeader("X-Forwarded-For", address);
    }

    DataSource database() {
        return postgres.superuser();
    }

    void tell(String what) {
        var line = "%6.1f s  %s%n".formatted((System.nanoTime() - began) / 1e9, what);
        try {
            Files.writeString(
                    folder.resolve("cluster.log"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.getLogger("pretend-cluster").log(System.Logger.Level.INFO, line.strip());
    }

    @Override
    public void close() {
        closed.countDown();
        node.close();
        issuer.close();
        stripe.close();
        redis.stop();
        postgres.stop();
    }
}
