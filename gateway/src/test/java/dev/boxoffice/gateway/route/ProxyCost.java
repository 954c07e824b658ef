package dev.boxoffice.gateway.route;

import dev.boxoffice.gateway.GatewayApplication;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.TokenIssuer;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/// How much processor time the gateway takes for a request it passes on, beside a proxy that does nothing else. Not a
/// test: its `main` prints what docs/performance.md quotes.
public final class ProxyCost {

    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 60_000;
    private static final int AT_ONCE = 16;
    private static final String PATH = "/bookings/measured";
    private static final byte[] BODY = ("{\"filler\":\"" + "x".repeat(1_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    private ProxyCost() {}

    static void main(String... arguments) throws Exception {
        if (arguments.length == 2) {
            serveBare(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            return;
        }
        TestRedis redis = TestRedis.start();
        DisposableServer service = HttpServer.create()
                .port(0)
                .handle((_, response) -> response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(BODY.length))
                        .sendByteArray(Mono.just(BODY)))
                .bindNow();
        try {
            measure(
                    "bare proxy",
                    List.of(ProxyCost.class.getName()),
                    port -> List.of(Integer.toString(port), Integer.toString(service.port())));
            for (boolean limits : new boolean[] {false, true}) {
                Map<String, String> settings = new HashMap<>(BoxofficeProperties.of(Set.of()));
                settings.put("boxoffice.redis.url", redis.url());
                settings.put("boxoffice.services.booking", "http://localhost:" + service.port());
                settings.put("boxoffice.ratelimit.enabled", Boolean.toString(limits));
                for (String who : List.of("user", "address")) {
                    settings.put("boxoffice.ratelimit." + who + ".read.burst", "1000000");
                    settings.put("boxoffice.ratelimit." + who + ".read.per-second", "100000");
                }
                measure(
                        limits ? "gateway, limits on" : "gateway, limits off",
                        List.of(GatewayApplication.class.getName()),
                        port -> {
                            List<String> own = new ArrayList<>(List.of("--server.port=" + port));
                            settings.forEach((name, value) -> own.add("--" + name + "=" + value));
                            return own;
                        });
            }
        } finally {
            service.disposeNow();
            redis.stop();
        }
        System.exit(0);
    }

    private interface Arguments {
        List<String> of(int port);
    }

    private static void measure(String name, List<String> main, Arguments arguments) throws Exception {
        int port = StoreHome.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(main);
        command.addAll(arguments.of(port));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("/tmp", "proxy-cost-" + port + ".log").toFile())
                .start();
        ConnectionProvider pool = ConnectionProvider.create("cost", AT_ONCE);
        try {
            List<String> tokens = IntStream.range(0, 50)
                    .mapToObj(i -> "Bearer " + TokenIssuer.shared().token("buyer-" + i, "buyer"))
                    .toList();
            HttpClient client = HttpClient.create(pool).baseUrl("http://localhost:" + port);
            Mono.defer(() -> ask(client, tokens.getFirst()))
                    .retryWhen(Retry.fixedDelay(120, Duration.ofMillis(500)))
                    .block(Duration.ofMinutes(2));
            load(client, tokens, WARM_UP);
            long start = System.nanoTime();
            Duration before = cpu(process);
            load(client, tokens, MEASURED);
            Duration used = cpu(process).minus(before);
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %.4f ms of processor time a request, %.0f requests/s%n",
                    name,
                    used.toNanos() / 1e6 / MEASURED,
                    MEASURED * 1e9 / (System.nanoTime() - start));
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
            pool.dispose();
        }
    }

    private static Mono<Integer> ask(HttpClient client, String token) {
        return client.headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, token)
                        .set(HttpHeaderNames.ACCEPT, "application/json"))
                .get()
                .uri(PATH)
                .responseSingle((response, body) -> body.asByteArray()
                        .map(bytes -> response.status().code() == 200 ? bytes.length : 0)
                        .filter(length -> length == BODY.length)
                        .switchIfEmpty(Mono.error(() ->
                                new IllegalStateException(response.status() + " of " + response.responseHeaders()))));
    }

    private static void load(HttpClient client, List<String> tokens, int requests) {
        Flux.range(0, requests)
                .flatMap(i -> ask(client, tokens.get(i % tokens.size())), AT_ONCE)
                .blockLast(Duration.ofMinutes(5));
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// What passing on costs at the least.
    private static void serveBare(int port, int servicePort) {
        HttpClient client = HttpClient.create().baseUrl("http://localhost:" + servicePort);
        HttpServer.create()
                .port(port)
                .handle((request, response) -> client.headers(headers -> headers.set(request.requestHeaders()))
                        .request(request.method())
                        .uri(request.uri())
                        .response((answer, body) -> {
                            response.status(answer.status()).headers(answer.responseHeaders());
                            return response.send(body.retain());
                        }))
                .bindNow()
                .onDispose()
                .block();
    }
}
