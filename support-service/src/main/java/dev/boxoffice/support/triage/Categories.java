package dev.boxoffice.support.triage;

/// Categories the desk's own code speaks of; all others live only in the rules.
public final class Categories {

    public static final String PAYMENT_WITHOUT_TICKET = "PAYMENT_WITHOUT_TICKET";
    public static final String DOUBLE_CHARGE = "DOUBLE_CHARGE";
    public static final String ENTRY_REFUSED = "ENTRY_REFUSED";
    public static final String TICKET_DELIVERY = "TICKET_DELIVERY";
    public static final String EVENT_CANCELLED = "EVENT_CANCELLED";

    private Categories() {}
}
