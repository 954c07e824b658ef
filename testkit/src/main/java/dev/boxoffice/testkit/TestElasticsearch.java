package dev.boxoffice.testkit;

import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;

/// Elasticsearch 8.19 without security; up in some ten seconds, so share it.
public final class TestElasticsearch extends ManagedServer {
    private static final SharedInstance<TestElasticsearch> SHARED = new SharedInstance<>(TestElasticsearch::start);
    private static final int HEAP_MEGABYTES = 400;

    private TestElasticsearch(StoreServer store) {
        super(store);
    }

    /// The one of this JVM.
    public static TestElasticsearch shared() {
        return SHARED.get();
    }

    /// One of your own, to stop, freeze or break.
    public static TestElasticsearch start() {
        var store = new TestElasticsearch(Docker.isAvailable() ? container() : embedded());
        store.store().start();
        return store;
    }

    private static StoreServer embedded() {
        return ElasticsearchServer.at(StoreHome.temporary("elasticsearch"), HEAP_MEGABYTES);
    }

    private static StoreServer container() {
        return ContainerServer.of(
                "docker.elastic.co/elasticsearch/elasticsearch:8.19.21",
                9200,
                "http://localhost:%d",
                container -> container
                        .withEnv("discovery.type", "single-node")
                        .withEnv("xpack.security.enabled", "false")
                        .withEnv("ES_JAVA_OPTS", "-Xms" + HEAP_MEGABYTES + "m -Xmx" + HEAP_MEGABYTES + "m"));
    }
}
