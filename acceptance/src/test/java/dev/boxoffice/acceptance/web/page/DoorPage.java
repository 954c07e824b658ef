package dev.boxoffice.acceptance.web.page;

/// `/door`: scanning tickets.
public final class DoorPage {

    private final Visitor visitor;

    private DoorPage(Visitor visitor) {
        this.visitor = visitor;
    }

    public static DoorPage open(Visitor visitor, String gate) {
        return openWithoutGate(visitor).at(gate);
    }

    public static DoorPage openWithoutGate(Visitor visitor) {
        visitor.go("/door");
        return new DoorPage(visitor);
    }

    public DoorPage at(String gate) {
        visitor.find("input[name=gate]").fill(gate);
        visitor.find("input[name=gate]").blur();
        return this;
    }

    public DoorPage type(String code) {
        visitor.find("input[name=code]").fill(code);
        visitor.find("input[name=code]").press("Enter");
        return this;
    }

    public String admitted() {
        return verdict("good");
    }

    public String refused() {
        return verdict("bad");
    }

    /// Waits until the gate is asked for, which says nothing of the ticket.
    public DoorPage asksForGate() {
        visitor.find("#verdict:not(.good):not(.bad)")
                .getByText("Which gate is this?")
                .waitFor();
        return this;
    }

    /// Names the event, and waits until its guest list is there.
    public DoorPage of(String event) {
        visitor.find("input[name=event]").fill(event);
        visitor.find("input[name=event]").blur();
        visitor.find("#offline-ready").getByText("Ready without a network").waitFor();
        return this;
    }

    public DoorPage withoutNetwork(boolean without) {
        visitor.page().context().setOffline(without);
        return this;
    }

    /// Waits until the platform was told of every scan.
    public void told() {
        visitor.page()
                .waitForFunction(
                        "() => !document.getElementById('offline-ready').textContent.includes('not told yet')");
    }

    public String attendance() {
        return visitor.find("#attendance").innerText();
    }

    private String verdict(String kind) {
        visitor.find("#verdict." + kind).waitFor();
        return visitor.find("#verdict").innerText();
    }

    public String count(String what) {
        return visitor.find("#count-" + what).innerText();
    }
}
