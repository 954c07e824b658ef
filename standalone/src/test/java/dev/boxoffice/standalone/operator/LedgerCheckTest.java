package dev.boxoffice.standalone.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.boxoffice.standalone.store.StoreHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// B13: `verify` finds each payment of which ledger and Stripe differ, on every page.
class LedgerCheckTest {

    private static final String FIRST = """
            {"checked": 100, "differences": [], "next": "pi_99"}""";
    private static final String SECOND = """
            {"checked": 7, "differences": [{"paymentIntentId": "pi_103", "ledger": {"amount": 4500, "currency": "EUR"},
              "stripe": {"amount": 0, "currency": "EUR"}}]}""";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer bookingService;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        bookingService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bookingService.createContext("/operator/ledger-comparison", exchange -> {
            var body = exchange.getRequestURI().getQuery() == null ? FIRST : SECOND;
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        bookingService.start();
    }

    @AfterEach
    void stop() {
        bookingService.stop(0);
    }

    @Test
    void a_difference_on_the_last_page_is_found() {
        assertThat(check(bookingService.getAddress().getPort()).compare()).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("BROKEN ledger and Stripe differ", "pi_103", "107 payments compared with Stripe, 1 differ");
    }

    @Test
    void whoever_may_not_compare_has_not_verified() {
        status = 403;
        assertThatThrownBy(() -> check(bookingService.getAddress().getPort()).compare())
                .isInstanceOf(OperationRefusedException.class);
    }

    @Test
    void a_booking_service_that_is_not_there_is_said_to_be_so() {
        assertThat(check(StoreHome.freePort()).compare()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("not compared");
    }

    private LedgerCheck check(int port) {
        var settings = OperatorSettings.from(
                Map.of("BOXOFFICE_SERVICES_BOOKING", "http://localhost:" + port, "BOXOFFICE_TOKEN", "eyJ"));
        return new LedgerCheck(new OperatorClient(settings), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
