package dev.boxoffice.acceptance.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;

/// `/shop/events/{eventId}`: the seat map, what is picked, and the checkout.
final class EventPage {

    private final Visitor visitor;

    private EventPage(Visitor visitor) {
        this.visitor = visitor;
    }

    static EventPage open(Visitor visitor, String eventId) {
        visitor.go("/shop/events/" + eventId);
        return new EventPage(visitor).live();
    }

    static EventPage of(Visitor visitor) {
        return new EventPage(visitor).live();
    }

    private EventPage live() {
        visitor.find("#live.good").waitFor();
        return this;
    }

    /// Picks so many seats by keyboard, from the first free one to the right.
    EventPage pick(int seats) {
        visitor.find("#seat-map").focus();
        for (int seat = 0; seat < seats; seat++) {
            visitor.page().keyboard().press("ArrowRight");
            visitor.page().keyboard().press("Enter");
        }
        return this;
    }

    List<String> picked() {
        return visitor.find(".picked-seat > span:first-child").allInnerTexts();
    }

    /// What the map says of the seat that the keyboard is on, after a step away and back.
    String readAgain() {
        visitor.find("#seat-map").focus();
        visitor.page().keyboard().press("ArrowRight");
        visitor.page().keyboard().press("ArrowLeft");
        visitor.page().waitForFunction("() => document.getElementById('announcer').textContent !== ''");
        return visitor.find("#announcer").innerText();
    }

    void stepToTheFirstFreeSeat() {
        visitor.find("#seat-map").focus();
        visitor.page().keyboard().press("ArrowRight");
    }

    EventPage hold() {
        visitor.find("#hold").click();
        return this;
    }

    EventPage holdBest() {
        visitor.find("#best-available").click();
        return this;
    }

    EventPage checkout() {
        visitor.find("#pay").waitFor();
        return this;
    }

    EventPage payBy(String card) {
        visitor.find("input[value=" + card + "]").check();
        visitor.find("#pay").click();
        return this;
    }

    EventPage confirmAtTheBank() {
        visitor.find("#secure-yes").click();
        return this;
    }

    /// Closes what the bank asks, without an answer.
    EventPage leaveTheBank() {
        visitor.find("#secure-yes").waitFor();
        visitor.find("dialog .sheet-head button").click();
        visitor.find("#ask-again").waitFor();
        return this;
    }

    EventPage giveBack() {
        visitor.find("#release").click();
        visitor.find("#pay").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    EventPage oneMore() {
        visitor.find(".best .stepper button:last-child").first().click();
        return this;
    }

    List<String> held() {
        visitor.find("#pay").waitFor();
        return visitor.find("#panel .held li").allInnerTexts();
    }

    EventPage declined() {
        visitor.find("#panel .notice.bad").waitFor();
        return this;
    }

    void booked() {
        visitor.find("#panel .done").waitFor();
    }

    Locator lostNotice() {
        Locator notice = visitor.find("#pick-notice .notice.warn");
        notice.waitFor();
        return notice;
    }

    void pickNearby() {
        visitor.find("#pick-nearby").click();
        visitor.find("#pick-nearby").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    BookingPage tickets() {
        visitor.find("#panel .done a.button").first().click();
        return BookingPage.of(visitor);
    }
}
