package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.boxoffice.client.BookingsApi;
import dev.boxoffice.client.BookingsApi.ConfirmBookingRequest;
import dev.boxoffice.client.EventsApi;
import dev.boxoffice.client.EventsApi.GetEventRequest;
import dev.boxoffice.client.HoldsApi;
import dev.boxoffice.client.HoldsApi.ReserveSeatsRequest;
import dev.boxoffice.client.SearchApi;
import dev.boxoffice.client.SearchApi.SearchEventsRequest;
import dev.boxoffice.client.TicketsApi;
import dev.boxoffice.client.TicketsApi.ListTicketsRequest;
import dev.boxoffice.client.http.ApiClient;
import dev.boxoffice.client.model.BookingStatus;
import dev.boxoffice.client.model.ConfirmRequest;
import dev.boxoffice.client.model.ETicket;
import dev.boxoffice.client.model.EventTicket;
import dev.boxoffice.client.model.ReserveRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Clients made of `contracts/openapi.yaml` by other people's generators buy a ticket with nothing but what it says.
class GeneratedClientsIT {

    private static final Path TYPESCRIPT = RunningPlatform.root().resolve("acceptance/src/test/typescript");

    private static final String NAME =
            "Lautschrift " + UUID.randomUUID().toString().substring(0, 8);

    private static String event = "";

    @BeforeAll
    static void somethingIsOnSale() {
        event = AcceptanceEventFactory.onSale(RunningPlatform.signedIn("organizer-of-clients", "organizer"), NAME);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(RunningPlatform.anybody()
                                .get("/search?term=" + NAME.replace(" ", "+"))
                                .expect(200)
                                .text())
                        .contains(event));
    }

    @Test
    void the_java_client_buys_a_ticket() {
        var client = new ApiClient();
        client.setBasePath(RunningPlatform.shared().gateway().toString());
        client.setBearerToken(RunningPlatform.anybody().tokenOf("java-client", "buyer"));

        var found = new SearchApi(client).searchEvents(byName()).getEvents();
        assertThat(found.getFirst().getId()).isEqualTo(event);
        var seen = new EventsApi(client).getEvent(new GetEventRequest(event, null, null));
        var free = Objects.requireNonNull(seen.getTickets()).stream()
                .filter(ticket -> ticket.getStatus() == EventTicket.StatusEnum.AVAILABLE)
                .findFirst()
                .orElseThrow();
        var hold = new HoldsApi(client)
                .reserveSeats(new ReserveSeatsRequest(
                        new ReserveRequest().ticketIds(List.of(free.getId())),
                        UUID.randomUUID().toString(),
                        null,
                        null));
        var booking = new BookingsApi(client)
                .confirmBooking(new ConfirmBookingRequest(
                        new ConfirmRequest().holdId(hold.getHoldId()).paymentMethodId("pm_card_visa"),
                        UUID.randomUUID().toString(),
                        "wait=20",
                        null));
        var tickets = new TicketsApi(client).listTickets(new ListTicketsRequest(booking.getBookingId(), null));

        assertThat(booking.getStatus()).isEqualTo(BookingStatus.CONFIRMED);
        assertThat(tickets.getTickets()).extracting(ETicket::getTicketId).containsExactly(free.getId());
    }

    @Test
    void the_typescript_client_buys_a_ticket() {
        assumeTrue(
                Files.isDirectory(TYPESCRIPT.resolve("node_modules")),
                "No TypeScript client is made or tried: run `npm ci` in acceptance/src/test/typescript first");
        run("npm", "run", "generate");
        run("npm", "run", "check");
        var lastLine = run("node", "build/buy-a-ticket.js").strip();

        var bought = new JsonMapper().readTree(lastLine);
        assertThat(bought.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(bought.path("reserved").asString()).startsWith(event);
        assertThat(bought.path("tickets")).hasSize(1);
        assertThat(bought.path("tickets").path(0)).isEqualTo(bought.path("reserved"));
    }

    /// The generator makes no builder: everything but the term is left out.
    private static SearchEventsRequest byName() {
        return new SearchEventsRequest(
                NAME, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null);
    }

    /// What the program printed.
    private static String run(String... command) {
        var builder = new ProcessBuilder(command).directory(TYPESCRIPT.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "BOXOFFICE_URL", RunningPlatform.shared().gateway().toString(),
                        "BOXOFFICE_TOKEN", RunningPlatform.anybody().tokenOf("typescript-client", "buyer"),
                        "BOXOFFICE_TERM", NAME));
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
