package dev.boxoffice.gateway.waitingroom.place;

import dev.boxoffice.gateway.GatewayApplication;
import dev.boxoffice.testkit.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gateway in a process of its own, which can be killed as a crash would kill it.
final class GatewayProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final ServiceProcess process;

    private GatewayProcess(ServiceProcess process) {
        this.process = process;
    }

    static GatewayProcess start(Map<String, String> settings) {
        return new GatewayProcess(ServiceProcess.start(GatewayApplication.class, 160, settings));
    }

    boolean isReady() {
        try {
            return call("GET", "/actuator/health/readiness", null, null).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    HttpResponse<String> call(String method, String path, @Nullable String token, @Nullable String placeToken)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(process.base() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (placeToken != null) {
            request.header("X-Place-Token", placeToken);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
