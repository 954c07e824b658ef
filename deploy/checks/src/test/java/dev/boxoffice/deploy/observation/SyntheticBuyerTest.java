package dev.boxoffice.deploy.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// O8: the buyer from outside buys and gives back, and where it cannot, it says at which step.
class SyntheticBuyerTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private String broken = "nothing";
    private HttpServer shop;

    @BeforeEach
    void openTheShop() throws IOException {
        CommandLineTool.require("curl", "nobody can buy");
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            var request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            asked.add(request);
            var answer = (request.contains(broken) ? "{\"status\":\"broken\"}" : answer(request)).getBytes(UTF_8);
            exchange.sendResponseHeaders(request.contains(broken) ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        shop.start();
    }

    @AfterEach
    void closeTheShop() {
        shop.stop(0);
    }

    @Test
    void it_buys_looks_at_the_ticket_and_gives_it_back() {
        var outcome = buy();
        assertThat(outcome.output()).contains("result=bought event=e-1 booking=b-1");
        assertThat(outcome.exitCode()).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /dev/token",
                        "GET /search",
                        "GET /events/e-1",
                        "POST /booking/reserve",
                        "PUT /booking/confirm",
                        "GET /bookings/b-1/tickets",
                        "POST /bookings/b-1/cancellation");
    }

    @ParameterizedTest
    @CsvSource({
        "token, POST /dev/token, 10",
        "search, GET /search, 11",
        "event, GET /events, 12",
        "reserve, POST /booking/reserve, 13",
        "confirm, PUT /booking/confirm, 14",
        "ticket, GET /bookings/b-1/tickets, 16",
        "cancellation, POST /bookings/b-1/cancellation, 17"
    })
    void it_names_the_step_that_failed(String step, String request, int exitCode) {
        broken = request;
        var outcome = buy();
        assertThat(outcome.output())
                .contains("step=" + step + " result=failed answer=")
                .doesNotContain("secret-token");
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void what_it_could_not_keep_it_gives_back() {
        broken = "/tickets";
        assertThat(buy().exitCode()).isEqualTo(16);
        assertThat(asked).endsWith("POST /bookings/b-1/cancellation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/components/synthetic-buyer/cronjob.yaml", "docker-compose.yml"})
    void it_runs_where_the_platform_does(String file) {
        assertThat(ProjectFiles.text(file)).contains("synthetic-buyer", "buy.sh", "BUYER_TERM");
    }

    private CommandLineTool.Outcome buy() {
        return CommandLineTool.run(
                "env",
                "BUYER_URL=http://localhost:" + shop.getAddress().getPort(),
                "BUYER_TERM=synthetic buyer",
                "BUYER_PAYMENTMETHOD=pm_card_visa",
                "sh",
                ProjectFiles.path("deploy/synthetic-buyer/buy.sh").toString());
    }

    private static String answer(String request) {
        return switch (request) {
            case "POST /dev/token" -> "{\"access_token\":\"secret-token\",\"token_type\":\"Bearer\"}";
            case "GET /search" -> "{\"events\":[{\"id\":\"e-1\",\"name\":\"A\"},{\"id\":\"e-2\"}],\"page\":{}}";
            case "GET /events/e-1" -> "{\"id\":\"e-1\"}";
            case "POST /booking/reserve" -> "{\"holdId\":\"h-1\",\"tickets\":[]}";
            case "PUT /booking/confirm" -> "{\"bookingId\":\"b-1\",\"status\":\"CONFIRMED\"}";
            case "GET /bookings/b-1/tickets" -> "{\"tickets\":[{\"code\":\"c\"}]}";
            case "POST /bookings/b-1/cancellation" -> "{\"bookingId\":\"b-1\",\"status\":\"REFUNDED\"}";
            default -> "{}";
        };
    }
}
