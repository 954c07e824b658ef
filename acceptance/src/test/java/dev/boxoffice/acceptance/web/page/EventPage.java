package dev.boxoffice.acceptance.web.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;

/// `/shop/events/{eventId}`: the seat map, what is picked, and the checkout.
public final class EventPage {

    private final Visitor visitor;

    private EventPage(Visitor visitor) {
        this.visitor = visitor;
    }

    public static EventPage open(Visitor visitor, String eventId) {
        visitor.go("/shop/events/" + eventId);
        return new EventPage(visitor).live();
    }

    /// As it is for whoever comes when all streams are taken: the page asks instead.
    public static EventPage openWithoutStream(Visitor visitor, String eventId) {
        visitor.page()
                .route("**/availability/stream", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        visitor.go("/shop/events/" + eventId);
        visitor.find("#live.warn:has-text('left')").waitFor();
        return new EventPage(visitor);
    }

    public static EventPage of(Visitor visitor) {
        return new EventPage(visitor).live();
    }

    private EventPage live() {
        visitor.find("#live.good").waitFor();
        return this;
    }

    /// Picks so many seats by keyboard, from the first free one to the right.
    public EventPage pick(int seats) {
        visitor.find("#seat-map").focus();
        for (int seat = 0; seat < seats; seat++) {
            visitor.page().keyboard().press("ArrowRight");
            visitor.page().keyboard().press("Enter");
        }
        return this;
    }

    public List<String> picked() {
        return visitor.find(".picked-seat > span:first-child").allInnerTexts();
    }

    /// What the map says of the seat that the keyboard is on, after a step away and back.
    public String readAgain() {
        visitor.find("#seat-map").focus();
        visitor.page().keyboard().press("ArrowRight");
        visitor.page().keyboard().press("ArrowLeft");
        visitor.page().waitForFunction("() => document.getElementById('announcer').textContent !== ''");
        return visitor.find("#announcer").innerText();
    }

    public void stepToTheFirstFreeSeat() {
        visitor.find("#seat-map").focus();
        visitor.page().keyboard().press("ArrowRight");
    }

    public EventPage hold() {
        visitor.find("#hold").click();
        return this;
    }

    public EventPage holdBest() {
        visitor.find("#best-available").click();
        return this;
    }

    public EventPage checkout() {
        visitor.find("#pay").waitFor();
        return this;
    }

    public EventPage payBy(String card) {
        visitor.find("input[value=" + card + "]").check();
        visitor.find("#pay").click();
        return this;
    }

    public EventPage confirmAtTheBank() {
        visitor.find("#secure-yes").click();
        return this;
    }

    /// Closes what the bank asks, without an answer.
    public EventPage leaveTheBank() {
        visitor.find("#secure-yes").waitFor();
        visitor.find("dialog .sheet-head button").click();
        visitor.find("#ask-again").waitFor();
        return this;
    }

    public EventPage giveBack() {
        visitor.find("#release").click();
        visitor.find("#pay").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return this;
    }

    public EventPage oneMore() {
        visitor.find(".best .stepper button:last-child").first().click();
        return this;
    }

    public List<String> held() {
        visitor.find("#pay").waitFor();
        return visitor.find("#panel .held li").allInnerTexts();
    }

    public EventPage declined() {
        visitor.find("#panel .notice.bad").waitFor();
        return this;
    }

    public void booked() {
        visitor.find("#panel .done").waitFor();
    }

    public Locator lostNotice() {
        Locator notice = visitor.find("#pick-notice .notice.warn");
        notice.waitFor();
        return notice;
    }

    public void pickNearby() {
        visitor.find("#pick-nearby").click();
        visitor.find("#pick-nearby").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    public BookingPage tickets() {
        visitor.find("#panel .done a.button").first().click();
        return BookingPage.of(visitor);
    }
}
