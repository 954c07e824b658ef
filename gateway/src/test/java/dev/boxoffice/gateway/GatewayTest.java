package dev.boxoffice.gateway;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.StoreKind;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.ContractValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway on a free port with real Redis, asked over real HTTP; all subclasses share it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@BoxofficeTest(stores = StoreKind.REDIS)
public abstract class GatewayTest {

    protected static final StandInService EVENTS = StandInService.start();
    protected static final StandInService BOOKINGS = StandInService.start();
    protected static final StandInService SEARCH = StandInService.start();
    protected static final StandInService SUPPORT = StandInService.start();
    protected static final TokenIssuer TOKENS = TokenIssuer.shared();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    protected static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("boxoffice.services.event", EVENTS::url);
        registry.add("boxoffice.services.booking", BOOKINGS::url);
        registry.add("boxoffice.services.search", SEARCH::url);
        registry.add("boxoffice.services.support", SUPPORT::url);
        registry.add("boxoffice.upstream.response-timeout", () -> "2s"); // a busy machine is not a slow service
        registry.add("boxoffice.web.body-timeout", () -> "2s");
        registry.add("boxoffice.queue.tick", () -> "250ms");
        registry.add("boxoffice.queue.catalogue.ttl", () -> "250ms");
        registry.add("boxoffice.queue.stream.heartbeat", () -> "1s");
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    protected HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    protected HttpResponse<String> get(String path, UnaryOperator<HttpRequest.Builder> with) {
        return send(with.apply(request(path).GET()).build());
    }

    protected HttpResponse<String> call(String method, String path, String subject, String body) {
        return send(as(request(path), subject)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    protected static HttpRequest.Builder as(HttpRequest.Builder request, String subject, String... roles) {
        return request.header(
                "Authorization", "Bearer " + TOKENS.token(subject, roles.length == 0 ? new String[] {"buyer"} : roles));
    }

    protected static HttpResponse<String> send(HttpRequest request) {
        HttpResponse<String> response = sendElsewhere(request);
        boolean isMadeUp = response.headers().firstValue(StandInService.HEADER).isPresent();
        return isMadeUp ? response : ContractValidator.shared().check(response);
    }

    /// To what the contract does not speak of.
    protected static HttpResponse<String> sendElsewhere(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static HttpClient http() {
        return HTTP;
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    protected static String type(HttpResponse<String> response) {
        return json(response).path("type").asString("");
    }
}
