package dev.boxoffice.acceptance.web;

/// `/door`: scanning tickets.
final class DoorPage {

    private final Visitor visitor;

    private DoorPage(Visitor visitor) {
        this.visitor = visitor;
    }

    static DoorPage open(Visitor visitor, String gate) {
        visitor.go("/door");
        visitor.find("input[name=gate]").fill(gate);
        visitor.find("input[name=gate]").blur();
        return new DoorPage(visitor);
    }

    DoorPage type(String code) {
        visitor.find("input[name=code]").fill(code);
        visitor.find("input[name=code]").press("Enter");
        return this;
    }

    String admitted() {
        return verdict("good");
    }

    String refused() {
        return verdict("bad");
    }

    /// Names the event, and waits until its guest list is there.
    DoorPage of(String event) {
        visitor.find("input[name=event]").fill(event);
        visitor.find("input[name=event]").blur();
        visitor.find("#offline-ready").getByText("Ready without a network").waitFor();
        return this;
    }

    DoorPage withoutNetwork(boolean without) {
        visitor.page().context().setOffline(without);
        return this;
    }

    /// Waits until the platform was told of every scan.
    void told() {
        visitor.page()
                .waitForFunction(
                        "() => !document.getElementById('offline-ready').textContent.includes('not told yet')");
    }

    String attendance() {
        return visitor.find("#attendance").innerText();
    }

    private String verdict(String kind) {
        visitor.find("#verdict." + kind).waitFor();
        return visitor.find("#verdict").innerText();
    }

    String count(String what) {
        return visitor.find("#count-" + what).innerText();
    }
}
