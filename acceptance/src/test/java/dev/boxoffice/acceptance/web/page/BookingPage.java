package dev.boxoffice.acceptance.web.page;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;

/// `/account/bookings/{bookingId}`: tickets, their return, and help.
public final class BookingPage {

    private final Visitor visitor;

    private BookingPage(Visitor visitor) {
        this.visitor = visitor;
    }

    public static BookingPage open(Visitor visitor, String bookingId) {
        visitor.go("/account/bookings/" + bookingId);
        return of(visitor);
    }

    public static BookingPage of(Visitor visitor) {
        visitor.find(".tickets .ticket").first().waitFor();
        return new BookingPage(visitor);
    }

    public int codes() {
        return visitor.find(".ticket-code img").count();
    }

    public List<String> statuses() {
        return visitor.find(".ticket .pill").allInnerTexts();
    }

    public Download pdf() {
        return visitor.page().waitForDownload(() -> visitor.find("#pdf").click());
    }

    public Download calendar() {
        return visitor.page().waitForDownload(() -> visitor.find("#calendar").click());
    }

    /// Gives one ticket back, and tells what was promised for it.
    public String returnOne() {
        visitor.find("#return").click();
        visitor.find("dialog input[type=checkbox]").first().check();
        String refund = visitor.find("#refund").innerText();
        visitor.find("#return-confirm").click();
        visitor.find(".ticket .pill:not(.good)").first().waitFor();
        return refund;
    }

    public void passOn(String receiver) {
        visitor.find(".ticket .link").first().click();
        visitor.find("dialog input[name=to]").fill(receiver);
        visitor.find("#transfer-send").click();
        visitor.sees("is offered to " + receiver);
    }

    /// To whom the first ticket is offered, and until when.
    public String offered() {
        visitor.find("[data-transfer]").waitFor();
        return visitor.find("[data-transfer]").innerText();
    }

    public void takeOfferBack() {
        visitor.find("[name=transfer-withdraw]").click();
        visitor.find("[name=pass-on]").first().waitFor();
        visitor.find("[data-transfer]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    public BookingPage offerForResale() {
        visitor.find("[name=resale-offer]").first().click();
        visitor.find("[data-resale=LISTED]").waitFor();
        return this;
    }

    public BookingPage withdrawFromResale() {
        visitor.find("[name=resale-withdraw]").click();
        visitor.find("[data-resale]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    public BookingPage goOnPaying() {
        visitor.find("#payment-go-on").click();
        visitor.find("#secure-yes").click();
        visitor.find("[data-status=CONFIRMED]").waitFor();
        return this;
    }

    public BookingPage cancelPayment() {
        visitor.find("#payment-cancel").click();
        visitor.find("[data-status=CANCELLED]").waitFor();
        return this;
    }

    public BookingPage askForHelp(String subject, String body) {
        visitor.find("#help").click();
        visitor.find("dialog input[name=subject]").fill(subject);
        visitor.find("dialog textarea[name=body]").fill(body);
        visitor.find("#help-send").click();
        visitor.find("#case .talk li").first().waitFor();
        return this;
    }

    public void hears(String reply) {
        visitor.find("#case .talk li:not(.own)").getByText(reply).waitFor();
    }
}
