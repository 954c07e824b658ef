package dev.boxoffice.deployment.demo;

import dev.boxoffice.standalone.demo.DemoCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Puts the demo events on sale at a platform that has no venue yet, and ends. Set up by `BOXOFFICE_GATEWAY`.
public final class DemoData {

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);

    private DemoData() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var gateway = URI.create(DevToken.required(System.getenv(), "BOXOFFICE_GATEWAY"));
        if (venues(gateway) > 0) {
            log.info("There are venues already; nothing to load.");
            return;
        }
        new DemoCatalogue(gateway, Clock.systemUTC()).load(log::info);
    }

    private static long venues(URI gateway) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(gateway.resolve("/venues?size=1"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("GET /venues answered " + response.statusCode());
            }
            return new JsonMapper()
                    .readTree(response.body())
                    .path("page")
                    .path("totalElements")
                    .asLong();
        }
    }
}
