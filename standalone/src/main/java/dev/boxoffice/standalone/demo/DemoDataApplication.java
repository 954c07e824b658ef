package dev.boxoffice.standalone.demo;

import dev.boxoffice.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the demo events on sale at a platform that has no venue yet, and ends. Set up by `BOXOFFICE_GATEWAY`.
public final class DemoDataApplication {

    private static final Logger log = LoggerFactory.getLogger(DemoDataApplication.class);

    private DemoDataApplication() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var gateway =
                URI.create(Objects.requireNonNull(System.getenv("BOXOFFICE_GATEWAY"), "BOXOFFICE_GATEWAY is not set"));
        var venues = ApiClient.at(gateway).get("/venues?size=1").expect(200).json();
        if (venues.path("page").path("totalElements").asLong() > 0) {
            log.info("There are venues already; nothing to load.");
            return;
        }
        new DemoCatalogueLoader(gateway, Clock.systemUTC()).load(log::info);
    }
}
