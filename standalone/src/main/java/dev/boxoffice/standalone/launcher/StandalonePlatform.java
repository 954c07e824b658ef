package dev.boxoffice.standalone.launcher;

import dev.boxoffice.standalone.store.DatabaseBootstrap;
import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.PostgresServer;
import dev.boxoffice.standalone.store.RedisClusterServer;
import dev.boxoffice.standalone.store.RedisServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;
import dev.boxoffice.standalone.store.StoreSupervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The running whole: stores, the outside world, services; started in an order, stopped in the reverse.
final class StandalonePlatform {

    private static final long POLL_MILLIS = 150;

    private final LauncherSettings settings;
    private final StandaloneTopology topology;
    private final Path java;
    private final Consumer<String> say;
    private final HealthProbe health = new HealthProbe();
    private final List<ServiceSupervisor> services = new ArrayList<>();
    private final List<ServiceSupervisor> ready = new ArrayList<>();
    private final List<StoreServer> stores = new ArrayList<>();
    private final StoreSupervisor supervisor;
    private volatile boolean stopping;

    StandalonePlatform(LauncherSettings settings, StandaloneTopology topology, Path java, Consumer<String> say) {
        this.settings = settings;
        this.topology = topology;
        this.java = java;
        this.say = say;
        this.supervisor = new StoreSupervisor(say);
    }

    /// Returns once everything is healthy.
    ///
    /// @param firstStart the database is new, so event-service must lay it out before others read it
    void start(boolean firstStart) throws InterruptedException {
        var postgres = PostgresServer.at(home("postgres", PlatformPart.POSTGRES), topology.postgresPassword());
        var redis = redis();
        var elasticsearch = ElasticsearchServer.at(
                home("elasticsearch", PlatformPart.ELASTICSEARCH), settings.elasticsearchMegabytes());
        stores.addAll(List.of(postgres, redis, elasticsearch));
        try (var starting = Executors.newVirtualThreadPerTaskExecutor()) {
            // Search answers 503 until its engine is there and indexes once it is, so nothing waits for Elasticsearch.
            var engine = CompletableFuture.runAsync(() -> start("Elasticsearch", elasticsearch), starting);
            var database = CompletableFuture.runAsync(
                    () -> {
                        start("PostgreSQL", postgres);
                        DatabaseBootstrap.run(postgres, topology::rolePassword);
                    },
                    starting);
            var cache = CompletableFuture.runAsync(() -> start("Redis", redis), starting);
            launch(topology.outsideWorld());
            CompletableFuture.allOf(database, cache).join();
            launch(topology.eventServices());
            if (firstStart) {
                awaitReady();
            }
            launch(topology.otherServices());
            awaitReady();
            engine.join();
            if (settings.restartStores()) {
                supervisor.watch(Map.of("PostgreSQL", postgres, "Redis", redis, "Elasticsearch", elasticsearch));
            }
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private StoreServer redis() {
        if (settings.redisMasters() == 1) {
            return RedisServer.at(home("redis", PlatformPart.REDIS), topology.redisPassword());
        }
        var homes = IntStream.range(0, settings.redisMasters())
                .mapToObj(number -> StoreHome.durable(
                        settings.data("redis-cluster-" + number),
                        settings.logs().resolve("redis-" + number + ".log"),
                        settings.port(PlatformPart.REDIS, number)))
                .toList();
        return RedisClusterServer.at(homes, topology.redisPassword());
    }

    private void start(String name, StoreServer store) {
        store.start();
        say.accept(name + " is up");
    }

    private StoreHome home(String name, PlatformPart part) {
        return StoreHome.durable(settings.data(name), settings.logs().resolve(name + ".log"), settings.port(part));
    }

    private void launch(List<ServiceSpec> specs) {
        for (var spec : specs) {
            var service = new ServiceSupervisor(spec, java, settings, say);
            services.add(service);
            service.start();
        }
    }

    private void awaitReady() throws InterruptedException {
        var waiting = new ArrayList<>(services);
        waiting.removeAll(ready);
        var deadline = System.nanoTime() + settings.patience().toNanos();
        while (!waiting.isEmpty() && !stopping) {
            for (var service : List.copyOf(waiting)) {
                if (health.isReady(service.spec())) {
                    say.accept(service.spec().name() + " is up");
                    ready.add(service);
                    waiting.remove(service);
                } else if (service.gaveUp() || System.nanoTime() > deadline) {
                    throw new StartRefusedException(service.spec().name() + " does not become healthy; see "
                            + settings.logs().resolve(service.spec().name() + ".log"));
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// The door first, so that nothing new comes in; the stores last.
    void stop() {
        stopping = true;
        supervisor.close();
        var order = new ArrayList<>(services).reversed();
        order.stream()
                .filter(service -> service.spec().name().equals("gateway"))
                .forEach(ServiceSupervisor::stop);
        try (var stopper = Executors.newVirtualThreadPerTaskExecutor()) {
            order.forEach(service -> stopper.execute(service::stop));
        }
        try (var stopper = Executors.newVirtualThreadPerTaskExecutor()) {
            stores.forEach(store -> stopper.execute(store::stop));
        }
    }
}
