package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute.Status;
import dev.boxoffice.standalone.stripe.model.StripeTestCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a dispute as Stripe's JSON does: <https://docs.stripe.com/api/disputes/object>.
final class StripeDisputeJsonWriter {
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(9);

    private static final List<String> EVIDENCE = List.of(
            "access_activity_log",
            "billing_address",
            "cancellation_policy",
            "customer_communication",
            "customer_email_address",
            "customer_name",
            "product_description",
            "receipt",
            "refund_policy",
            "service_date",
            "uncategorized_file",
            "uncategorized_text");

    private StripeDisputeJsonWriter() {}

    static Map<String, @Nullable Object> json(SimulatedDispute dispute, StripeTestCard card) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", dispute.id());
        json.put("object", "dispute");
        json.put("created", dispute.created().getEpochSecond());
        json.put("livemode", false);
        json.put("amount", dispute.amount());
        json.put("balance_transactions", transactions(dispute));
        json.put("charge", dispute.charge());
        json.put("currency", dispute.currency());
        json.put("enhanced_eligibility_types", List.of());
        json.put("evidence", evidence());
        json.put("evidence_details", details(dispute));
        json.put("is_charge_refundable", !dispute.withdrawn());
        json.put("metadata", Map.of());
        json.put("payment_intent", dispute.intent());
        json.put("payment_method_details", Map.of("type", "card", "card", card(dispute, card)));
        json.put("reason", dispute.reason());
        json.put("status", dispute.status().wire());
        return json;
    }

    /// None while the bank only asks, one once it took the money, a second once it gave it back.
    private static List<Map<String, @Nullable Object>> transactions(SimulatedDispute dispute) {
        var transactions = new ArrayList<Map<String, @Nullable Object>>();
        if (!dispute.inquiry()) {
            transactions.add(transaction(dispute, -dispute.amount(), "dispute"));
        }
        if (dispute.status() == Status.WON) {
            transactions.add(transaction(dispute, dispute.amount(), "dispute_reversal"));
        }
        return transactions;
    }

    private static Map<String, @Nullable Object> transaction(SimulatedDispute dispute, long amount, String category) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", "txn_" + (amount < 0 ? "" : "r") + dispute.id().substring(3));
        json.put("object", "balance_transaction");
        json.put("amount", amount);
        json.put("available_on", dispute.created().getEpochSecond());
        json.put("created", dispute.created().getEpochSecond());
        json.put("currency", dispute.currency());
        json.put("description", null);
        json.put("exchange_rate", null);
        json.put("fee", 0);
        json.put("fee_details", List.of());
        json.put("net", amount);
        json.put("reporting_category", category);
        json.put("source", dispute.id());
        json.put("status", "available");
        json.put("type", "adjustment");
        return json;
    }

    private static Map<String, @Nullable Object> evidence() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        EVIDENCE.forEach(field -> json.put(field, null));
        json.put("enhanced_evidence", Map.of());
        return json;
    }

    private static Map<String, @Nullable Object> details(SimulatedDispute dispute) {
        var answered = dispute.status() == Status.UNDER_REVIEW;
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("due_by", dispute.created().plus(TIME_TO_ANSWER).getEpochSecond());
        json.put("enhanced_eligibility", Map.of());
        json.put("has_evidence", answered);
        json.put("past_due", false);
        json.put("submission_count", answered ? 1 : 0);
        return json;
    }

    private static Map<String, Object> card(SimulatedDispute dispute, StripeTestCard card) {
        var code = switch (dispute.reason()) {
            case "fraudulent" -> "10.4";
            case "product_not_received" -> "13.1";
            default -> "10";
        };
        return Map.of(
                "brand",
                card.brand(),
                "case_type",
                dispute.inquiry() ? "inquiry" : "chargeback",
                "network_reason_code",
                code);
    }
}
