package dev.boxoffice.deploy.pretend;

import dev.boxoffice.deploy.pretend.network.HttpProbe;
import dev.boxoffice.deploy.pretend.network.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A pod of a Deployment, and what the kubelet does with it: starts its container, again when it has ended, asks its
/// probes, and ends it in the order the manifest gives.
final class PretendPod {

    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ClusterNode node;
    private final String name;
    private final String address;
    private final ContainerSpec spec;
    private final PodRules rules;
    private final HttpProbe probe;
    private final Consumer<String> tell;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<ContainerProcess> container = Optional.empty();
    private volatile boolean alive;
    private volatile boolean ready;
    private volatile boolean leaving;
    private volatile int refusals;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile long readySince;

    PretendPod(
            ClusterNode node,
            NetworkNamespace from,
            String name,
            String address,
            ContainerSpec spec,
            PodRules rules,
            Consumer<String> tell) {
        this.node = node;
        this.name = name;
        this.address = address;
        this.spec = spec;
        this.rules = rules;
        this.probe = new HttpProbe(from, address, rules.port());
        this.tell = tell;
    }

    void start() {
        node.addPod(name, address);
        Thread.ofPlatform().daemon().name("kubelet-" + name).start(this::lookAfter);
    }

    private void lookAfter() {
        var pause = FIRST_PAUSE;
        while (!leaving) {
            var started = ContainerProcess.start(node, name, spec);
            container = Optional.of(started);
            observe(started);
            alive = false;
            if (!node.isRunning()) {
                return;
            }
            become(false);
            if (!leaving) {
                restarts.incrementAndGet();
                tell.accept(name + " has ended with " + started.exitCode() + " and is started again");
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void observe(ContainerProcess running) {
        var failures = 0;
        while (!alive && !running.hasEndedWithin(rules.startup().every())) {
            alive = probe.succeeds(rules.startup().path(), rules.startup().within());
            if (!alive && ++failures >= rules.startup().failures()) {
                running.kill();
            }
        }
        failures = 0;
        var deaths = 0;
        var lastAsked = System.nanoTime();
        while (alive) {
            var answers =
                    probe.succeeds(rules.readiness().path(), rules.readiness().within());
            failures = answers ? 0 : failures + 1;
            refusals = failures;
            if (answers) {
                become(true);
            } else if (failures >= rules.readiness().failures()) {
                become(false);
            }
            if (System.nanoTime() - lastAsked > rules.liveness().every().toNanos()) {
                lastAsked = System.nanoTime();
                deaths =
                        probe.succeeds(rules.liveness().path(), rules.liveness().within()) ? 0 : deaths + 1;
                if (deaths >= rules.liveness().failures()) {
                    running.kill();
                }
            }
            if (running.hasEndedWithin(rules.readiness().every())) {
                return;
            }
        }
    }

    private void become(boolean nowReady) {
        if (ready != nowReady) {
            readySince = System.nanoTime();
            ready = nowReady;
            tell.accept(name + (nowReady ? " is ready" : " is not ready"));
        }
    }

    /// Whoever asks for its service is not led to it any more; then it may finish, and then it must.
    void leave() {
        if (leaving) {
            return;
        }
        leaving = true;
        tell.accept(name + " is to end");
        Thread.ofPlatform().daemon().name("end-" + name).start(this::end);
    }

    private void end() {
        pause(rules.preStop());
        container.ifPresent(ContainerProcess::terminate);
        var inTime = container
                .map(it -> it.hasEndedWithin(rules.grace().minus(rules.preStop())))
                .orElse(true);
        if (!inTime) {
            container.ifPresent(ContainerProcess::kill);
        }
        node.removePod(name);
        ended.countDown();
        tell.accept(name + (inTime ? " has ended" : " had to be killed"));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    ContainerSpec spec() {
        return spec;
    }

    /// A metric where it has this label, without what probes and Prometheus add to it.
    double sum(String metric, String label) {
        try {
            return new HttpProbe(probe.from(), address, rules.metricsPort())
                    .ask("/actuator/prometheus", MOMENT)
                    .lines()
                    .filter(line -> line.startsWith(metric + "{") && line.contains(label))
                    .filter(line -> !line.contains("/actuator"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ContainerProcess> container() {
        return container;
    }

    /// Whether its service's name leads to it.
    boolean isNamed() {
        return ready && !leaving;
    }

    /// Whether it counts as a pod one can rely on.
    boolean isAvailable() {
        return isNamed() && System.nanoTime() - readySince >= rules.minReady().toNanos();
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /// Whether it answers, and has said several times in a row that it is not ready.
    boolean refusesForLong() {
        return alive && refusals > 4;
    }

    int restarts() {
        return restarts.get();
    }
}
