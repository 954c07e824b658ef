package dev.boxoffice.acceptance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.BookingPage;
import dev.boxoffice.acceptance.web.page.EventPage;
import dev.boxoffice.acceptance.web.page.SignInPage;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// From looking for an event to having, and giving back, its tickets.
class ShopJourneyIT extends BrowserJourney {

    private final ApiClient organizer = RunningPlatform.signedIn("organizer-" + UUID.randomUUID(), "organizer");
    private final String name = "Ebbe " + UUID.randomUUID().toString().substring(0, 8);
    private final String event = AcceptanceEventFactory.onSale(organizer, name);

    private static String somebody() {
        return "buyer-" + UUID.randomUUID();
    }

    @Test
    void a_buyer_finds_signs_in_and_buys_while_another_watches_the_seat_turn() {
        Visitor watcher = browser.anybody();
        EventPage watched = EventPage.open(watcher, event);
        watched.stepToTheFirstFreeSeat();

        Visitor buyer = browser.anybody();
        await().until(() -> {
            buyer.go("/?term=" + name.replace(" ", "+"));
            buyer.find(".event-card, .empty").first().waitFor();
            return buyer.find(".event-card").getByText(name).count() > 0;
        });
        buyer.find(".event-card").getByText(name).click();
        EventPage.of(buyer).pick(1).hold();
        SignInPage.signIn(buyer, "alice");
        EventPage page = EventPage.of(buyer);
        assertThat(page.picked()).hasSize(1);
        assertThat(buyer.page().url()).doesNotContain("code=", "token");

        page.hold().checkout();
        await().until(watched::readAgain, said -> said.contains("Someone is deciding"));
        page.payBy("pm_card_visa").booked();
        await().until(watched::readAgain, said -> said.contains("Taken"));

        BookingPage booking = page.tickets();
        assertThat(booking.codes()).isEqualTo(1);
        assertThat(booking.pdf().suggestedFilename()).isEqualTo("tickets.pdf");
        assertThat(booking.calendar().suggestedFilename()).endsWith(".ics");
        buyer.complainsOfNothing();
        watcher.complainsOfNothing();
    }

    @Test
    void whoever_loses_a_seat_is_told_which_and_offered_one_close_by() {
        Visitor slow = browser.signedIn(somebody(), "buyer");
        EventPage page = EventPage.open(slow, event).pick(2);
        assertThat(page.picked()).containsExactly("Stalls, Row A, seat 1", "Stalls, Row A, seat 2");
        RunningPlatform.signedIn(somebody(), "buyer").reserve(event + ".0").expect(201);
        assertThat(page.lostNotice().innerText())
                .contains("Someone was quicker", "Row A, seat 1", "Nothing was charged");
        assertThat(page.picked()).containsExactly("Stalls, Row A, seat 2");
        page.pickNearby();
        assertThat(page.picked()).hasSize(2);
        page.hold().checkout();
        slow.complainsOfNothing();
    }

    @Test
    void whoever_is_refused_the_live_seats_picks_from_what_they_were_when_asked() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        EventPage page = EventPage.openWithoutStream(buyer, event).pick(2);
        assertThat(page.picked()).hasSize(2);
        page.hold().checkout().giveBack();
        buyer.complainsOfNothing();
    }

    @Test
    void a_page_that_was_left_while_it_loaded_does_not_come_back() {
        Visitor reader = browser.anybody();
        EventPage.open(reader, event);
        reader.find(".brand").click();
        reader.sees("What's on");
        List<Route> slow = new ArrayList<>();
        reader.page().route("**/seat-map", slow::add);
        reader.page().waitForRequest("**/seat-map", () -> reader.page().goBack());
        reader.find(".brand").click();
        reader.sees("What's on");
        reader.page()
                .waitForRequest("**/availability/stream", () -> slow.getFirst().resume());
        assertThat(reader.find("#seat-map").count()).isZero();
        reader.sees("What's on");
        reader.complainsOfNothing();
    }

    @Test
    void the_skip_link_leaves_the_checkout_as_it_is() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        EventPage page = EventPage.open(buyer, event).holdBest().checkout();
        buyer.find("input[name=contact-name]").fill("Ada");
        buyer.find(".skip").focus();
        buyer.page().keyboard().press("Enter");
        assertThat(buyer.evaluate("() => document.activeElement.id", "")).isEqualTo("main");
        assertThat(buyer.find("input[name=contact-name]").inputValue()).isEqualTo("Ada");
        page.giveBack();
        buyer.complainsOfNothing();
    }

    @Test
    void a_code_outlives_the_sign_in() {
        Visitor buyer = browser.anybody();
        EventPage page = EventPage.open(buyer, event).pick(1);
        buyer.find("details.code summary").click();
        buyer.find("input[name=code]").fill("EARLY");
        page.hold();
        SignInPage.signIn(buyer, "alice");
        assertThat(EventPage.of(buyer).picked()).hasSize(1);
        assertThat(buyer.find("input[name=code]").inputValue()).isEqualTo("EARLY");
        assertThat(buyer.find("input[name=code]").isVisible()).isTrue();
        buyer.complainsOfNothing();
    }

    @Test
    void a_dialog_is_gone_with_its_page() {
        String subject = somebody();
        AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + ".22");
        Visitor buyer = browser.signedIn(subject, "buyer").go("/account/bookings");
        buyer.find(".booking-card").click();
        BookingPage.of(buyer);
        buyer.find("#help").click();
        buyer.find("dialog").waitFor();
        buyer.page().goBack();
        buyer.find(".booking-card").waitFor();
        buyer.find("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        buyer.complainsOfNothing();
    }

    @Test
    void a_declined_card_keeps_the_seats_and_the_bank_is_asked() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        EventPage.open(buyer, event)
                .holdBest()
                .checkout()
                .payBy("pm_card_chargeDeclined")
                .declined()
                .payBy("pm_card_threeDSecure2Required")
                .confirmAtTheBank()
                .booked();
        buyer.complainsOfNothing();
    }

    @Test
    void whoever_leaves_the_banks_question_may_take_another_card() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        EventPage.open(buyer, event)
                .holdBest()
                .checkout()
                .payBy("pm_card_threeDSecure2Required")
                .leaveTheBank()
                .payBy("pm_card_visa")
                .booked();
        buyer.complainsOfNothing();
    }

    @Test
    void seats_that_are_being_paid_are_given_back_with_their_payment() {
        String subject = somebody();
        Visitor buyer = browser.signedIn(subject, "buyer");
        EventPage.open(buyer, event)
                .holdBest()
                .checkout()
                .payBy("pm_card_threeDSecure2Required")
                .leaveTheBank()
                .giveBack();
        buyer.sees("The payment is cancelled and the seats are given back.");
        assertThat(bookingOf(subject).at("/status").asString()).isEqualTo("CANCELLED");
        assertThat(buyer.seriousFindings()).isEmpty();
        buyer.complainsOfNothing();
    }

    @Test
    void a_payment_that_was_left_is_gone_on_with_from_its_booking() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        assertThat(leftAtTheBank(buyer).goOnPaying().codes()).isPositive();
        buyer.complainsOfNothing();
    }

    @Test
    void a_payment_that_was_left_is_given_up_from_its_booking() {
        Visitor buyer = browser.signedIn(somebody(), "buyer");
        BookingPage page = leftAtTheBank(buyer);
        assertThat(buyer.seriousFindings()).isEmpty();
        page.cancelPayment();
        buyer.complainsOfNothing();
    }

    /// The page of a booking whose buyer has not answered their bank.
    private BookingPage leftAtTheBank(Visitor buyer) {
        EventPage.open(buyer, event)
                .holdBest()
                .checkout()
                .payBy("pm_card_threeDSecure2Required")
                .leaveTheBank();
        buyer.go("/account/bookings");
        buyer.find(".booking-card").click();
        return BookingPage.of(buyer);
    }

    private static JsonNode bookingOf(String subject) {
        return RunningPlatform.signedIn(subject, "buyer")
                .get("/bookings")
                .expect(200)
                .json()
                .at("/bookings/0");
    }

    @Test
    void a_wish_for_the_best_seats_outlives_the_sign_in() {
        Visitor buyer = browser.anybody();
        EventPage.open(buyer, event).oneMore().holdBest();
        SignInPage.signIn(buyer, "alice");
        EventPage page = EventPage.of(buyer);
        assertThat(page.held()).hasSize(3);
        page.giveBack();
        buyer.complainsOfNothing();
    }

    @Test
    void a_ticket_is_put_up_for_resale_and_taken_back() {
        String subject = somebody();
        String booking =
                AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + ".16", event + ".17");
        Visitor buyer = browser.signedIn(subject, "buyer");
        BookingPage page = BookingPage.open(buyer, booking).offerForResale();
        buyer.sees("Waits for a buyer");
        assertThat(buyer.seriousFindings()).isEmpty();
        page.withdrawFromResale();
        assertThat(page.statuses()).containsExactly("Valid", "Valid");
        buyer.complainsOfNothing();
    }

    @Test
    void an_offer_stands_with_its_ticket_until_it_is_taken_back() {
        String giver = somebody();
        String receiver = somebody();
        String booking = AcceptanceEventFactory.book(RunningPlatform.signedIn(giver, "buyer"), event + ".18");
        Visitor giving = browser.signedIn(giver, "buyer");
        BookingPage page = BookingPage.open(giving, booking);
        page.passOn(receiver);
        assertThat(page.offered()).contains("Offered to " + receiver, "Until");
        page.takeOfferBack();
        giving.complainsOfNothing();
    }

    @Test
    void one_of_three_tickets_is_returned() {
        String subject = somebody();
        String booking = AcceptanceEventFactory.book(
                RunningPlatform.signedIn(subject, "buyer"), event + ".10", event + ".11", event + ".12");
        Visitor buyer = browser.signedIn(subject, "buyer");
        BookingPage page = BookingPage.open(buyer, booking);
        assertThat(page.codes()).isEqualTo(3);
        assertThat(page.returnOne()).isEqualTo("€45.00");
        assertThat(page.statuses()).containsExactlyInAnyOrder("Returned", "Valid", "Valid");
        buyer.complainsOfNothing();
    }

    @Test
    void a_ticket_is_passed_on_and_then_the_receivers() {
        String giver = somebody();
        String receiver = somebody();
        String booking =
                AcceptanceEventFactory.book(RunningPlatform.signedIn(giver, "buyer"), event + ".14", event + ".15");
        Visitor giving = browser.signedIn(giver, "buyer");
        BookingPage.open(giving, booking).passOn(receiver);

        Visitor receiving = browser.signedIn(receiver, "buyer").go("/account/bookings");
        receiving.find("#transfers button[name=accept]").click();
        receiving.find("#received .ticket-code img").waitFor();
        assertThat(BookingPage.open(giving, booking).statuses()).containsExactlyInAnyOrder("Passed on", "Valid");
        giving.complainsOfNothing();
        receiving.complainsOfNothing();
    }

    @Test
    void whoever_asks_for_help_hears_the_answer_live() {
        String subject = somebody();
        String booking = AcceptanceEventFactory.book(RunningPlatform.signedIn(subject, "buyer"), event + ".20");
        Visitor buyer = browser.signedIn(subject, "buyer");
        BookingPage page = BookingPage.open(buyer, booking).askForHelp("My seat", "May I swap it?");
        buyer.find("#case").getByText("aim to resolve it by").first().waitFor();
        assertThat(buyer.find("#case").innerText()).doesNotContainPattern("\\dT\\d\\d:\\d\\d");
        ApiClient agent = RunningPlatform.signedIn("agent-" + UUID.randomUUID(), "agent");
        String id = RunningPlatform.signedIn(subject, "buyer")
                .get("/support/cases?bookingId=" + booking)
                .expect(200)
                .json()
                .at("/cases/0/id")
                .asString();
        agent.post("/support/cases/" + id + "/claim", Map.of()).expect(200);
        agent.post("/support/cases/" + id + "/replies", Map.of("body", "Yes, until tomorrow."))
                .expect(200);
        page.hears("Yes, until tomorrow.");
        buyer.complainsOfNothing();
    }

    @Test
    void the_shop_speaks_arabic_from_right_to_left() {
        Visitor reader = browser.anybody().go("/shop/events/" + event + "?lang=ar");
        reader.find("#live.good").waitFor();
        assertThat(reader.find("html").getAttribute("dir")).isEqualTo("rtl");
        reader.sees("تذاكرك");
        assertThat(reader.find("time").first().innerText())
                .containsPattern("20\\d\\d"); // Western digits, as on tickets
        assertThat(reader.seriousFindings()).isEmpty();
        reader.picture("event-arabic");
        reader.complainsOfNothing();
    }
}
