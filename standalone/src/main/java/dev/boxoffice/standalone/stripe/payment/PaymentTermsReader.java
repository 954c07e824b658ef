package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCurrency;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent.Terms;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.List;
import java.util.Map;

/// Reads what a payment is to be out of a request's parameters, and refuses what Stripe refuses.
final class PaymentTermsReader {
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
        var currency = SimulatedCurrency.named(params.required("currency"));
        return new Terms(
                currency.chargeable(amount),
                currency.code(),
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

    /// The terms with what the request changes of them.
    public static Terms changed(Terms terms, StripeParameters params) {
        var amount = params.number("amount");
        var description = params.text("description");
        var receiptEmail = params.text("receipt_email");
        return new Terms(
                amount == null
                        ? terms.amount()
                        : SimulatedCurrency.named(terms.currency()).chargeable(amount),
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
