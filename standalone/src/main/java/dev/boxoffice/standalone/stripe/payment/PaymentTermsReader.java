package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Terms;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads what a payment is to be out of a request's parameters, and refuses what Stripe refuses.
final class PaymentTermsReader {
    private static final long MIN_AMOUNT = 50;
    private static final long MAX_AMOUNT = 99_999_999;

    private final SimulatorLedger ledger;

    public PaymentTermsReader(SimulatorLedger ledger) {
        this.ledger = ledger;
    }

    public Terms of(StripeParameters params) {
        var amount = params.number("amount");
        if (amount == null) {
            throw StripeRefusalException.missingParameter("amount");
        }
        requireAutomaticCapture(params);
        var customer = params.text("customer");
        if (customer != null) {
            ledger.customers.named(customer);
        }
        var types = params.texts("payment_method_types");
        var automatic = params.nested("automatic_payment_methods");
        return new Terms(
                amountInRange(amount),
                currency(params.required("currency")),
                customer,
                params.text("description"),
                params.text("receipt_email"),
                params.text("statement_descriptor_suffix"),
                params.text("setup_future_usage"),
                types.isEmpty() ? List.of("card") : types,
                types.isEmpty() && automatic.flag("enabled", true),
                !"never".equals(automatic.text("allow_redirects")),
                params.metadata(Map.of()));
    }

    public static void requireAutomaticCapture(StripeParameters params) {
        if ("manual".equals(params.text("capture_method"))) {
            throw StripeRefusalException.invalid("This simulator only captures automatically.", null, "capture_method");
        }
    }

    private static long amountInRange(long amount) {
        if (amount < MIN_AMOUNT) {
            throw StripeRefusalException.invalid(
                    "Amount must be no less than " + MIN_AMOUNT + " minor units.", "amount_too_small", "amount");
        }
        if (amount > MAX_AMOUNT) {
            throw StripeRefusalException.invalid(
                    "Amount must be no more than " + MAX_AMOUNT + " minor units.", "amount_too_large", "amount");
        }
        return amount;
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT))
                    .getCurrencyCode()
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw StripeRefusalException.invalid("Invalid currency: " + code + ".", null, "currency");
        }
    }

    /// The terms with what the request changes of them.
    public static Terms changed(Terms terms, StripeParameters params) {
        var amount = params.number("amount");
        var description = params.text("description");
        var receiptEmail = params.text("receipt_email");
        return new Terms(
                amount == null ? terms.amount() : amountInRange(amount),
                terms.currency(),
                terms.customer(),
                description == null ? terms.description() : description,
                receiptEmail == null ? terms.receiptEmail() : receiptEmail,
                terms.statementDescriptorSuffix(),
                terms.setupFutureUsage(),
                terms.methodTypes(),
                terms.automaticMethods(),
                terms.redirectsAllowed(),
                params.metadata(terms.metadata()));
    }
}
