package dev.boxoffice.standalone.store;

import dev.boxoffice.standalone.process.OsAccount;
import dev.boxoffice.standalone.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An Elasticsearch 8.19 node of its own.
public final class ElasticsearchServer extends StoreProcess {
    /// What a catalogue of everyday size needs; memory for a larger one is taken when that comes.
    private static final int FIRST_HEAP_MEGABYTES = 400;

    private final int heapMegabytes;
    private final Map<String, String> realm;
    private final OsAccount account = OsAccount.unprivileged();

    private ElasticsearchServer(StoreHome home, int heapMegabytes, Map<String, String> realm) {
        super("Elasticsearch", home, Duration.ofMinutes(3));
        this.heapMegabytes = heapMegabytes;
        this.realm = Map.copyOf(realm);
    }

    /// A node at home there, not yet started.
    public static ElasticsearchServer at(StoreHome home, int heapMegabytes) {
        return new ElasticsearchServer(home, heapMegabytes, Map.of());
    }

    /// A node that only users of its file realm may speak to.
    ///
    /// @param realm contents of `users`, `users_roles` and `roles.yml` of its configuration, by these names
    public static ElasticsearchServer secured(StoreHome home, int heapMegabytes, Map<String, String> realm) {
        return new ElasticsearchServer(home, heapMegabytes, realm);
    }

    @Override
    public String url() {
        return "http://localhost:" + home.port();
    }

    @Override
    public void start() {
        var programs = ElasticsearchDistribution.home();
        try {
            var configuration = configure();
            home.giveTo(account);
            var program = Program.of(
                            "elasticsearch",
                            List.of(programs.resolve("bin/elasticsearch").toString()),
                            home.data(),
                            home.log())
                    .as(account)
                    .with(environment(configuration));
            start(program, this::answers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Elasticsearch", e);
        }
    }

    private Map<String, String> environment(Path configuration) {
        return Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home"),
                "ES_PATH_CONF", configuration.toString(),
                "ES_TMPDIR", home.data().resolve("tmp").toString(),
                "ES_JAVA_OPTS",
                        "-Xms%dm -Xmx%dm -XX:-AlwaysPreTouch%s"
                                .formatted(Math.min(heapMegabytes, FIRST_HEAP_MEGABYTES), heapMegabytes, compiler()),
                "CLI_JAVA_OPTS", "-Xmx32m -XX:TieredStopAtLevel=1");
    }

    /// A node that lives for one test run spends more on its second compiler than it gets back.
    private String compiler() {
        return home.durable() ? "" : " -XX:TieredStopAtLevel=1";
    }

    private Path configure() throws IOException {
        var configuration = Files.createDirectories(home.data().resolve("config"));
        Files.createDirectories(home.data().resolve("tmp"));
        Files.createDirectories(configuration.resolve("jvm.options.d"));
        Files.writeString(
                configuration.resolve("elasticsearch.yml"), """
                cluster.name: boxoffice
                node.name: boxoffice
                path.data: '%1$s/node'
                path.logs: '%1$s/logs'
                http.host: 127.0.0.1
                http.port: %2$d
                transport.host: 127.0.0.1
                transport.port: 0
                discovery.type: single-node
                xpack.security.enabled: %3$b
                xpack.ml.enabled: false
                # A developer's full disk should not turn the index read-only.
                cluster.routing.allocation.disk.threshold_enabled: false
                # The serial collector leaves garbage lying until it needs the room; that is no reason to refuse requests.
                indices.breaker.total.use_real_memory: false
                """.formatted(home.data(), home.port(), !realm.isEmpty()));
        for (var file : realm.entrySet()) {
            Files.writeString(configuration.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(configuration.resolve("jvm.options"), """
                -XX:+UseSerialGC
                -Djava.io.tmpdir=${ES_TMPDIR}
                20-:--add-modules=jdk.incubator.vector
                -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
                -XX:+ExitOnOutOfMemoryError
                -XX:ErrorFile=%s/hs_err_pid%%p.log
                """.formatted(home.data()));
        Files.writeString(configuration.resolve("log4j2.properties"), """
                status = error
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%consoleException%n
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                """);
        return configuration;
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build()) {
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == (realm.isEmpty() ? 200 : 401);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
