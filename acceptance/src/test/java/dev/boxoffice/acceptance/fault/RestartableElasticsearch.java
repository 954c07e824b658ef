package dev.boxoffice.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.standalone.store.ElasticsearchServer;
import dev.boxoffice.standalone.store.StoreHome;

/// The platform's Elasticsearch, killed as by a crash and started again over the same data.
final class RestartableElasticsearch {

    private static final int HEAP_MEGABYTES = 400;

    private final RunningPlatform platform;

    private RestartableElasticsearch(RunningPlatform platform) {
        this.platform = platform;
    }

    static RestartableElasticsearch of(RunningPlatform platform) {
        return new RestartableElasticsearch(platform);
    }

    void kill() {
        var home = platform.home().resolve("data/elasticsearch").toString();
        var family = platform.descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains("org.elasticsearch") && !line.contains("boxoffice.part"))
                        .orElse(false))
                .toList();
        assertThat(family).as("processes over " + home).isNotEmpty();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(process -> process.onExit().join());
    }

    void startAgain() {
        var home = StoreHome.durable(
                platform.home().resolve("data/elasticsearch"),
                platform.home().resolve("logs/elasticsearch.log"),
                platform.port("ELASTICSEARCH"));
        ElasticsearchServer.at(home, HEAP_MEGABYTES).start(); // ended with this JVM
    }
}
