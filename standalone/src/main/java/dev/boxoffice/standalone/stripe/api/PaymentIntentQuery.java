package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The part of <https://docs.stripe.com/search> that finds payments: `metadata['key']:'value'` and `status:'…'`,
/// joined by AND.
final class PaymentIntentQuery {
    private static final Pattern CLAUSE = Pattern.compile(
            "\\s*(?:metadata\\[(['\"])(?<key>.+?)\\1]|(?<field>status|customer|currency))\\s*:\\s*(['\"])(?<value>.*?)\\4\\s*");

    private PaymentIntentQuery() {}

    public static Predicate<SimulatedPaymentIntent> parse(String query) {
        Predicate<SimulatedPaymentIntent> all = intent -> true;
        for (var clause : query.split("(?i)\\sAND\\s", -1)) {
            all = all.and(clause(clause));
        }
        return all;
    }

    private static Predicate<SimulatedPaymentIntent> clause(String text) {
        var matcher = CLAUSE.matcher(text);
        if (!matcher.matches()) {
            throw StripeRefusalException.invalid("We were unable to parse your search query.", null, "query");
        }
        var value = matcher.group("value");
        var key = matcher.group("key");
        if (key != null) {
            return intent -> value.equals(intent.terms().metadata().get(key));
        }
        return switch (matcher.group("field")) {
            case "status" -> intent -> value.equals(intent.status().wire());
            case "customer" -> intent -> value.equals(intent.terms().customer());
            default -> intent -> value.equals(intent.terms().currency());
        };
    }
}
