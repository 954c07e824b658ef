package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.BookingPage;
import dev.boxoffice.acceptance.web.page.EventPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What happens to bookings after they were made, and who waits for what others give back.
class BookingChangesJourneyIT extends BrowserJourney {

    private final ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
    private final String subject = "buyer-" + UUID.randomUUID();

    private static String inDays(int days) {
        return Instant.now()
                .plus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private Visitor movedBooking() {
        String event = AcceptanceEventFactory.onSale(organizer, "Moved");
        String booking =
                AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + ".1", event + ".2");
        organizer
                .post("/events/" + event + "/rescheduling", Map.of("startsAt", inDays(40)))
                .expect(202);
        Visitor buyer = browser.signedIn(subject, "buyer");
        await().until(() -> {
            BookingPage.open(buyer, booking);
            return buyer.find("#rescheduling").count() > 0;
        });
        return buyer;
    }

    @Test
    void a_new_date_is_accepted() {
        Visitor buyer = movedBooking();
        assertThat(buyer.find("#rescheduling").innerText())
                .containsPattern("money back until .+ \\(local time in Hamburg\\)");
        buyer.find("#moved-accept").click();
        buyer.find("#rescheduling").getByText("You keep your tickets.").waitFor();
        assertThat(buyer.find("#moved-accept").count()).isZero();
        assertThat(buyer.seriousFindings()).isEmpty();
        buyer.complainsOfNothing();
    }

    @Test
    void whom_a_new_date_does_not_suit_gets_the_money() {
        Visitor buyer = movedBooking();
        buyer.picture("booking-moved");
        buyer.find("#moved-refund").click();
        buyer.find("dialog").getByText("€90.00").waitFor();
        buyer.find("#moved-refund-confirm").click();
        buyer.find("#rescheduling").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        await().until(() -> buyer.find("[data-status=REFUNDED]").count() > 0);
        buyer.complainsOfNothing();
    }

    @Test
    void what_a_booking_cost_is_listed_by_kind_and_so_is_what_is_kept_of_it() {
        String event = AcceptanceEventFactory.onSale(
                organizer,
                "Sorted",
                Map.of(
                        "fees",
                        List.of(Map.of(
                                "name",
                                "Service",
                                "per",
                                "TICKET",
                                "amount",
                                Map.of("amount", 150, "currency", "EUR"),
                                "refundable",
                                false))));
        String booking =
                AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + ".1", event + ".2");
        Visitor buyer = browser.signedIn(subject, "buyer");
        BookingPage.open(buyer, booking);
        assertThat(buyer.find("aside .lines").first().innerText())
                .containsSubsequence("2 × Standard", "2 × Service", "Total");
        buyer.find("#return").click();
        buyer.find("dialog input[type=checkbox]").first().check();
        buyer.find("dialog input[type=checkbox]").last().check();
        buyer.find("dialog").getByText("2 × Service €3.00").waitFor();
        buyer.complainsOfNothing();
    }

    @Test
    void tickets_go_to_the_address_and_carry_the_name_given_at_checkout() {
        String event = AcceptanceEventFactory.onSale(organizer, "Contact");
        Visitor buyer = browser.signedIn(subject, "buyer");
        EventPage page = EventPage.open(buyer, event).holdBest().checkout();
        buyer.find("input[name=contact-email]").fill("not an address");
        buyer.find("#pay").click();
        buyer.find("#contact-wrong")
                .getByText("This needs to be a mail address")
                .waitFor();
        assertThat(buyer.seriousFindings()).isEmpty();
        buyer.find("input[name=contact-email]").fill("ada@example.org");
        buyer.find("input[name=contact-name]").fill("Ada Lovelace");
        page.payBy("pm_card_visa").booked();
        ApiClient api = RunningPlatform.signedIn(subject, "buyer");
        String booking = api.get("/bookings")
                .expect(200)
                .json()
                .at("/bookings/0/bookingId")
                .asString();
        assertThat(api.get("/bookings/" + booking + "/tickets").expect(200).texts("tickets", "holderName"))
                .containsOnly("Ada Lovelace");
        buyer.complainsOfNothing();
    }

    @Test
    void whoever_is_passed_a_ticket_reads_when_and_where_before_and_after_they_accept() {
        String event = AcceptanceEventFactory.onSale(organizer, "Passed on");
        ApiClient giver = RunningPlatform.signedIn("giver-" + UUID.randomUUID(), "buyer");
        AcceptanceEventFactory.book(giver, event + ".1");
        giver.post("/tickets/" + event + ".1/transfers", Map.of("to", subject)).expect(201);

        Visitor receiver = browser.signedIn(subject, "buyer");
        receiver.go("/account/bookings");
        assertThat(receiver.find("#transfers .ticket").innerText())
                .containsPattern("\\d{4}.* \\(local time in Hamburg\\)\\s+Probebühne .+, Hamburg");
        receiver.find("button[name=accept]").click();
        assertThat(receiver.find("#received .ticket").innerText())
                .containsPattern("\\d{4}.* \\(local time in Hamburg\\)\\s+Probebühne .+, Hamburg");
        receiver.complainsOfNothing();
    }

    @Test
    void who_waits_for_a_sold_out_event_is_offered_what_comes_back() {
        String venue = AcceptanceEventFactory.venue(organizer);
        organizer
                .put(
                        "/venues/" + venue + "/seating-plan",
                        Map.of(
                                "sections",
                                List.of(Map.of("name", "Stalls", "kind", "SEATED", "rowCount", 1, "seatsPerRow", 2))))
                .expect(200);
        Map<String, Object> made = AcceptanceEventFactory.event(venue, "Two seats");
        made.put("priceTiers", List.of(AcceptanceEventFactory.priceTier("Seats", 4500, "Stalls")));
        String event = AcceptanceEventFactory.onSale(organizer, made);
        ApiClient first = RunningPlatform.signedIn("first-" + UUID.randomUUID(), "buyer");
        String booking = AcceptanceEventFactory.book(first, event + ".0", event + ".1");

        Visitor buyer = browser.signedIn(subject, "buyer");
        EventPage page = EventPage.open(buyer, event);
        buyer.find("#waitlist-join").click();
        buyer.sees("You are number 1 on the waitlist");
        buyer.picture("event-waitlist");
        first.post("/bookings/" + booking + "/cancellation", Map.of()).expect(202);

        buyer.find("#waitlist-left").waitFor();
        assertThat(buyer.find("#waitlist-left").innerText()).matches("\\d+:\\d\\d");
        buyer.find("#waitlist-pay").click();
        page.checkout().payBy("pm_card_visa").booked();
        buyer.complainsOfNothing();
    }
}
