package dev.boxoffice.acceptance.web;

import com.microsoft.playwright.Download;
import java.util.List;

/// `/account/bookings/{bookingId}`: tickets, their return, and help.
final class BookingPage {

    private final Visitor visitor;

    private BookingPage(Visitor visitor) {
        this.visitor = visitor;
    }

    static BookingPage open(Visitor visitor, String bookingId) {
        visitor.go("/account/bookings/" + bookingId);
        return of(visitor);
    }

    static BookingPage of(Visitor visitor) {
        visitor.find(".tickets .ticket").first().waitFor();
        return new BookingPage(visitor);
    }

    int codes() {
        return visitor.find(".ticket-code img").count();
    }

    List<String> statuses() {
        return visitor.find(".ticket .pill").allInnerTexts();
    }

    Download pdf() {
        return visitor.page().waitForDownload(() -> visitor.find("#pdf").click());
    }

    Download calendar() {
        return visitor.page().waitForDownload(() -> visitor.find("#calendar").click());
    }

    /// Gives one ticket back, and tells what was promised for it.
    String returnOne() {
        visitor.find("#return").click();
        visitor.find("dialog input[type=checkbox]").first().check();
        String refund = visitor.find("#refund").innerText();
        visitor.find("#return-confirm").click();
        visitor.find(".ticket .pill:not(.good)").first().waitFor();
        return refund;
    }

    BookingPage askForHelp(String subject, String body) {
        visitor.find("#help").click();
        visitor.find("dialog input[name=subject]").fill(subject);
        visitor.find("dialog textarea[name=body]").fill(body);
        visitor.find("#help-send").click();
        visitor.find("#case .talk li").first().waitFor();
        return this;
    }

    void hears(String reply) {
        visitor.find("#case .talk li:not(.own)").getByText(reply).waitFor();
    }
}
