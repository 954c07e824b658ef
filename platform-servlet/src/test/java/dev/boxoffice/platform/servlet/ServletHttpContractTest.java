package dev.boxoffice.platform.servlet;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.HttpContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A service's answers to what `contracts/http` sends to everybody.
@BoxofficeTest
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "boxoffice.oidc.roles-claim=" + HttpContract.ROLES_CLAIM)
class ServletHttpContractTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @TestFactory
    Stream<DynamicTest> tokens() {
        return new HttpContract(process()).tokens("/me", "/operators");
    }

    @TestFactory
    Stream<DynamicTest> request_ids() {
        return new HttpContract(process()).requestIds("/nowhere");
    }

    @TestFactory
    Stream<DynamicTest> traces() {
        return new HttpContract(process()).traceParents("/nowhere");
    }

    @TestFactory
    Stream<DynamicTest> preferred_waits() {
        return HttpContract.prefer(this::waitFor);
    }

    private Duration waitFor(List<String> prefer) {
        var request = HttpRequest.newBuilder(process().resolve("/preferred-wait"))
                .header("Authorization", "Bearer " + TokenIssuer.shared().token("alice"));
        prefer.forEach(value -> request.header("Prefer", value));
        try {
            return Duration.parse(
                    HTTP.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI process() {
        return URI.create("http://localhost:" + port);
    }
}
