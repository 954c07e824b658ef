package dev.boxoffice.support.triage.category;

import java.util.Set;

/// Categories the desk's own code speaks of; all others live only in the rules.
public final class CategoryName {

    public static final String PAYMENT_WITHOUT_TICKET = "PAYMENT_WITHOUT_TICKET";
    public static final String DOUBLE_CHARGE = "DOUBLE_CHARGE";
    public static final String ENTRY_REFUSED = "ENTRY_REFUSED";
    public static final String TICKET_DELIVERY = "TICKET_DELIVERY";
    public static final String PAYMENT_FAILED = "PAYMENT_FAILED";
    public static final String FRAUD = "FRAUD";
    public static final String EVENT_CANCELLED = "EVENT_CANCELLED";
    public static final String REFUND_LATE = "REFUND_LATE";
    public static final String REFUND_REQUEST = "REFUND_REQUEST";

    /// Not mere repetitions of a cancelled event, whatever event they are about.
    public static final Set<String> NEVER_ABOUT_A_CANCELLATION =
            Set.of(PAYMENT_WITHOUT_TICKET, DOUBLE_CHARGE, ENTRY_REFUSED);

    private CategoryName() {}
}
