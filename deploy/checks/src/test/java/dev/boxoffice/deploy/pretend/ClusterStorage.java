package dev.boxoffice.deploy.pretend;

import dev.boxoffice.deploy.RenderedOverlay;
import dev.boxoffice.deploy.cluster.NetworkDoors;
import dev.boxoffice.deploy.pretend.network.SocketRelay;
import dev.boxoffice.deploy.pretend.outside.PretendSecrets;
import dev.boxoffice.deploy.pretend.store.PostgresPair;
import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.RedisServer;
import dev.boxoffice.standalone.store.StoreHome;
import java.util.Locale;

/// The stores of overlay `small`: servers of this machine behind the addresses of their pods.
final class ClusterStorage implements AutoCloseable {

    static final String POSTGRES = "10.42.0.5";
    static final String ELASTICSEARCH = "10.42.0.6";
    private static final String REDIS = "10.42.0.7";
    private static final String STANDBY = "10.42.0.8";
    private static final int HEAP_MEGABYTES = 400;

    private final RenderedOverlay overlay;
    private final ClusterNetwork network;
    private final PretendSecrets secrets;
    private final PostgresPair postgres;
    private final RedisServer redis;
    private final ElasticsearchServer elasticsearch =
            ElasticsearchServer.at(StoreHome.temporary("elasticsearch"), HEAP_MEGABYTES);

    ClusterStorage(RenderedOverlay overlay, ClusterNetwork network, PretendSecrets secrets) {
        this.overlay = overlay;
        this.network = network;
        this.secrets = secrets;
        postgres = new PostgresPair(secrets.of("stores", "POSTGRES_PASSWORD"));
        redis = RedisServer.at(StoreHome.temporary("redis"), secrets.of("stores", "REDIS_PASSWORD"));
    }

    /// All but Elasticsearch, which takes its time.
    void start() {
        postgres.start(role -> secrets.of(
                "stores", "BOXOFFICE_DB_" + role.replace("_service", "").toUpperCase(Locale.ROOT) + "_PASSWORD"));
        redis.start();
        lead("postgres", "postgres-1", POSTGRES, postgres.port());
        lead("redis", "redis-1", REDIS, redis.port());
        lead("elasticsearch", "elasticsearch-1", ELASTICSEARCH, elasticsearch.port());
    }

    /// A pod, to which the service's virtual address leads from now on: an operator's `-rw` has one, and here the
    /// headless ones of `small` do, too.
    private void lead(String service, String pod, String address, int port) {
        var is = new NetworkDoors.Pod("boxoffice", ClusterNetwork.labels(overlay, "StatefulSet", service));
        var own = overlay.one("Service", service).at("/spec/ports/0/port").asInt();
        SocketRelay.toThisMachine(network.add(pod, is, address).listen(address, own), port);
        network.lead(service, address);
    }

    /// Postgres is gone without a word; its standby takes its place, and the service's address leads there.
    void failOver() {
        postgres.failOver();
        lead("postgres", "postgres-2", STANDBY, postgres.portOfStandby());
    }

    PostgresPair postgres() {
        return postgres;
    }

    ElasticsearchServer elasticsearch() {
        return elasticsearch;
    }

    @Override
    public void close() {
        elasticsearch.stop();
        redis.stop();
        postgres.close();
    }
}
