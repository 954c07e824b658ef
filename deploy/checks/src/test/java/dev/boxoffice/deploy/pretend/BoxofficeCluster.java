package dev.boxoffice.deploy.pretend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.client.ApiClient;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import dev.boxoffice.deploy.pretend.network.NetworkNamespace;
import dev.boxoffice.deploy.pretend.network.SocketRelay;
import dev.boxoffice.deploy.pretend.outside.PretendIssuer;
import dev.boxoffice.deploy.pretend.outside.PretendSecrets;
import dev.boxoffice.standalone.store.DatabaseBootstrap;
import dev.boxoffice.standalone.stripe.StripeSimulator;
import dev.boxoffice.standalone.stripe.StripeSimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/// Overlay `small` on one node. Issuer and Stripe are outside, at port 443 without TLS.
final class BoxofficeCluster implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final List<String> SERVICES =
            List.of("event-service", "booking-service", "search-service", "support-service", "gateway");

    /// Whose images have a start-up cache: the training of the others would be a minute for no other question.
    private static final List<String> TRAINED = List.of("event-service", "booking-service", "gateway");

    private static final String ISSUER = "203.0.113.2";
    static final String STRIPE = "203.0.113.3";

    private final RenderedOverlay overlay = RenderedOverlay.of("small");
    private final Path folder;
    private final ClusterLog log;
    private final ClusterNode node;
    private final NetworkNamespace kubelet;
    private final ClusterNetwork network;
    private final PretendSecrets secrets;
    private final PretendIssuer issuer;
    private final ClusterStorage storage;
    private final Map<String, ContainerImage> images = new ConcurrentHashMap<>();
    private final Map<String, PretendDeployment> deployments = new TreeMap<>();
    private final AtomicInteger lastPod = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SocketRelay frontDoor;
    private final StripeSimulator stripe;

    private BoxofficeCluster(Path folder) {
        this.folder = folder;
        log = ClusterLog.in(folder);
        var stripeKey = "sk_test_pretend";
        var webhookSecret = "whsec_pretend";
        node = ClusterNode.start(folder);
        kubelet = node.network();
        network = new ClusterNetwork(node, overlay, SERVICES, this::all);
        network.startNameServer();
        secrets = PretendSecrets.make(folder, stripeKey, webhookSecret);
        issuer = PretendIssuer.start(config("BOXOFFICE_OIDC_ISSUER"));
        storage = new ClusterStorage(overlay, network, secrets);
        ContainerProcess.prepare(folder, ClusterNetwork.NAME_SERVER);
        var door = network.add("front-door", NetworkDoors.Pod.elsewhere("gateway-system"), "10.42.0.3");
        var gateway = network.addressesOfService("gateway").getFirst();
        var port = PodRules.of(overlay.one("Deployment", "gateway")).port();
        frontDoor = SocketRelay.fromThisMachine(door::socket, new InetSocketAddress(gateway, port));
        network.add("stranger", NetworkDoors.Pod.elsewhere("default"), "10.42.0.4");
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
            cluster.openOutside();
            cluster.storage.start();
            atOnce(Stream.concat(
                    SERVICES.stream().map(service -> () -> cluster.build(service)),
                    Stream.of(cluster.storage.elasticsearch()::start)));
            Thread.ofPlatform().daemon().name("controllers").start(cluster::control);
            atOnce(DatabaseBootstrap.SERVICES.stream().map(service -> () -> cluster.migrate(service + "-service")));
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

    private void openOutside() {
        var outside = NetworkDoors.Pod.elsewhere("outside");
        SocketRelay.toThisMachine(
                network.add("login.example.com", outside, ISSUER).listen(ISSUER, 443),
                issuer.server().port());
        SocketRelay.toThisMachine(
                network.add("api.stripe.com", outside, STRIPE).listen(STRIPE, 443),
                URI.create(stripe.baseUrl()).getPort());
    }

    private static void atOnce(Stream<Runnable> steps) throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var begun : steps.map(threads::submit).toList()) {
                begun.get();
            }
        }
    }

    /// What the Dockerfile does: lays the jar out, and lets the service learn to start.
    private void build(String service) {
        try {
            var image = ContainerImage.of(service, folder.resolveSibling("pretend-images"));
            if (!image.isBuilt()) {
                image.layOut(service);
                if (TRAINED.contains(service)) {
                    train(service, image);
                }
                image.isBuiltNow();
                tell("the image of " + service + " is built");
            }
            images.put(service, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(String service, ContainerImage image) {
        var builder = "image-" + service;
        network.add(builder, NetworkDoors.Pod.elsewhere("build"), "10.42.9." + SERVICES.indexOf(service))
                .close();
        var training = new ContainerSpec(image.app(), List.of("/app/train.sh"), Map.of(), 0, 2048, 1000, "128m", 0);
        run(builder, ContainerProcess.build(node, builder, training));
    }

    private void migrate(String service) {
        var job = overlay.one("Job", service + "-migration");
        var name = service + "-migration";
        var is = new NetworkDoors.Pod("boxoffice", ClusterNetwork.labels(overlay, "Job", name));
        network.add(name, is, "10.42.8." + SERVICES.indexOf(service)).close();
        run(name, ContainerProcess.start(node, name, container(job, service)));
        tell("job " + name + " is done");
    }

    private void run(String name, ContainerProcess process) {
        await().atMost(Duration.ofMinutes(3)).until(() -> process.hasEndedWithin(Duration.ofMillis(1)));
        if (process.exitCode() != 0) {
            throw new IllegalStateException(name + " ended with " + process.exitCode() + "; see " + folder + "/log");
        }
        network.remove(name);
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

    private PretendPod pod(PretendDeployment deployment, ContainerSpec spec) {
        var number = lastPod.incrementAndGet();
        return new PretendPod(
                node,
                kubelet,
                deployment.name() + "-" + number,
                "10.42.1." + number,
                spec,
                deployment.rules(),
                log::tell);
    }

    private void control() {
        try {
            while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                all().forEach(PretendDeployment::reconcile);
                network.obey();
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

    ClusterNetwork network() {
        return network;
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

    StripeSimulator stripe() {
        return stripe;
    }

    ClusterStorage storage() {
        return storage;
    }

    DataSource database() {
        return storage.postgres().superuser();
    }

    void tell(String what) {
        log.tell(what);
    }

    @Override
    public void close() {
        closed.countDown();
        node.close();
        issuer.close();
        stripe.close();
        storage.close();
    }
}
