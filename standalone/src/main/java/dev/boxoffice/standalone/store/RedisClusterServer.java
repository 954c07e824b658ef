package dev.boxoffice.standalone.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A Redis Cluster of masters on one machine, each with its share of the slots: what production has, but for replicas.
public final class RedisClusterServer implements StoreServer {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;

    private final List<RedisServer> masters;

    private RedisClusterServer(List<RedisServer> masters) {
        this.masters = List.copyOf(masters);
    }

    /// One master at each home, not yet started; all with the same password, or none as in [RedisServer#at].
    public static RedisClusterServer at(List<StoreHome> homes, @Nullable String password) {
        return new RedisClusterServer(
                homes.stream().map(home -> RedisServer.member(home, password)).toList());
    }

    public List<RedisServer> masters() {
        return masters;
    }

    /// The members' addresses, separated by commas.
    @Override
    public String url() {
        return masters.stream().map(RedisServer::url).collect(Collectors.joining(","));
    }

    @Override
    public void start() {
        masters.parallelStream().forEach(RedisServer::start);
        var first = masters.getFirst();
        if (first.ask("CLUSTER INFO").contains("cluster_slots_assigned:0\r")) {
            form(first);
        }
        // A client may ask any member, so each must know all.
        masters.forEach(master -> await(
                master,
                info -> info.contains("cluster_state:ok")
                        && info.contains("cluster_known_nodes:" + masters.size() + "\r")));
    }

    private void form(RedisServer first) {
        for (var i = 0; i < masters.size(); i++) {
            var from = SLOTS * i / masters.size();
            var until = SLOTS * (i + 1) / masters.size();
            masters.get(i).ask("CLUSTER ADDSLOTSRANGE " + from + " " + (until - 1));
            // Different epochs from the start: two masters of one epoch would have to settle which of them changes its
            // own.
            masters.get(i).ask("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
        }
        IntStream.range(1, masters.size())
                .mapToObj(masters::get)
                .forEach(other -> first.ask("CLUSTER MEET 127.0.0.1 " + other.port() + " " + other.clusterPort()));
    }

    private static void await(RedisServer master, Predicate<String> ready) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.test(master.ask("CLUSTER INFO"))) {
            if (System.nanoTime() > deadline) {
                throw new StoreException("The Redis Cluster did not form; its member on port " + master.port()
                        + " says:\n" + master.ask("CLUSTER INFO"));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException("Interrupted while the Redis Cluster formed", e);
            }
        }
    }

    @Override
    public void stop() {
        masters.parallelStream().forEach(RedisServer::stop);
    }

    @Override
    public void kill() {
        masters.forEach(RedisServer::kill);
    }

    @Override
    public boolean isRunning() {
        return masters.stream().allMatch(RedisServer::isRunning);
    }

    @Override
    public void suspend() {
        masters.forEach(RedisServer::suspend);
    }

    @Override
    public void resume() {
        masters.forEach(RedisServer::resume);
    }
}
