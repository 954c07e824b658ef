package dev.boxoffice.standalone.operator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Holds the ledger against Stripe, to the cent, payment by payment: booking-service asks Stripe.
final class LedgerCheck {

    private static final String PATH = "/operator/ledger-comparison";

    private final OperatorClient client;
    private final PrintStream out;

    LedgerCheck(OperatorClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /// Where booking-service is not there, the database alone is verified, and that is said. Where it is there
    /// and refuses, nothing is verified.
    ///
    /// @return how many payments differ
    /// @throws OperationRefusedException where it does not compare them
    long compare() {
        var checked = 0L;
        var differences = 0L;
        try {
            for (var path = PATH; !path.isEmpty(); ) {
                var page = client.bookingService("GET", path);
                checked += page.path("checked").asLong();
                for (var difference : page.path("differences")) {
                    differences++;
                    out.println("BROKEN ledger and Stripe differ: " + difference);
                }
                var next = page.path("next").asString("");
                path = next.isEmpty() ? "" : PATH + "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            }
        } catch (UncheckedIOException notThere) {
            out.println("The ledger was not compared with Stripe: " + notThere.getMessage());
            return differences;
        }
        out.printf("%d payments compared with Stripe, %d differ%n", checked, differences);
        return differences;
    }
}
