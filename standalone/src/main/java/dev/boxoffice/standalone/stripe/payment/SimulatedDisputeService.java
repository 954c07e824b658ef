package dev.boxoffice.standalone.stripe.payment;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute.Status;
import dev.boxoffice.standalone.stripe.model.SimulatedDisputeAction;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeCall;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.Optional;

/// What comes of a payment that a bank disputes: <https://docs.stripe.com/disputes/how-disputes-work>.
public final class SimulatedDisputeService {
    public static final String FRAUDULENT = "fraudulent";

    private final SimulatorLedger ledger;

    public SimulatedDisputeService(SimulatorLedger ledger) {
        this.ledger = ledger;
    }

    /// Empty for a charge that took nothing or is disputed already.
    public Optional<SimulatedDispute> open(String chargeId, String reason, boolean inquiry, StripeCall call) {
        return ledger.atomically(() -> {
            var charge = ledger.charges.get(chargeId);
            if (!charge.succeeded() || charge.dispute() != null) {
                return Optional.empty();
            }
            var status = inquiry ? Status.WARNING_NEEDS_RESPONSE : Status.NEEDS_RESPONSE;
            var dispute = saved(SimulatedDispute.of(charge, reason, status, call.now()));
            ledger.save(charge.disputedBy(dispute));
            ledger.recordEvent("charge.dispute.created", dispute, call);
            if (dispute.withdrawn()) {
                ledger.recordEvent("charge.dispute.funds_withdrawn", dispute, call);
            }
            return Optional.of(dispute);
        });
    }

    /// Empty where that cannot happen to the charge now.
    public Optional<SimulatedDispute> act(SimulatedCharge charge, SimulatedDisputeAction action, StripeCall call) {
        return switch (action) {
            case OPEN -> open(charge.id(), FRAUDULENT, false, call);
            case INQUIRE -> open(charge.id(), "general", true, call);
            case ESCALATE, WIN, LOSE -> ledger.atomically(() -> settle(charge, action, call));
        };
    }

    private Optional<SimulatedDispute> settle(SimulatedCharge charge, SimulatedDisputeAction action, StripeCall call) {
        var id = charge.dispute();
        var dispute = id == null ? null : ledger.disputes.find(id);
        if (dispute == null || dispute.closed()) {
            return Optional.empty();
        }
        if (dispute.inquiry()) {
            return switch (action) {
                case ESCALATE -> Optional.of(escalated(dispute, call));
                case WIN -> Optional.of(closed(dispute, Status.WARNING_CLOSED, call));
                default -> Optional.empty();
            };
        }
        return switch (action) {
            case WIN -> Optional.of(closed(dispute, Status.WON, call));
            case LOSE -> Optional.of(closed(dispute, Status.LOST, call));
            default -> Optional.empty();
        };
    }

    private SimulatedDispute escalated(SimulatedDispute inquiry, StripeCall call) {
        var dispute = saved(inquiry.in(Status.NEEDS_RESPONSE));
        ledger.recordEvent("charge.dispute.updated", dispute, call);
        ledger.recordEvent("charge.dispute.funds_withdrawn", dispute, call);
        return dispute;
    }

    private SimulatedDispute closed(SimulatedDispute dispute, Status status, StripeCall call) {
        var closed = saved(dispute.in(status));
        ledger.recordEvent("charge.dispute.closed", closed, call);
        if (status == Status.WON) {
            ledger.recordEvent("charge.dispute.funds_reinstated", closed, call);
        }
        return closed;
    }

    /// The seller answers the bank. In tests the words `winning_evidence` and `losing_evidence` decide at once:
    /// <https://docs.stripe.com/testing#disputes>.
    public SimulatedDispute answer(String id, StripeParameters params, StripeCall call) {
        return ledger.atomically(() -> {
            var dispute = open(id);
            var text = params.nested("evidence").text("uncategorized_text");
            if (text == null || dispute.inquiry()) {
                return dispute;
            }
            return switch (text) {
                case "winning_evidence" -> closed(dispute, Status.WON, call);
                case "losing_evidence" -> closed(dispute, Status.LOST, call);
                default -> {
                    var answered = saved(dispute.in(Status.UNDER_REVIEW));
                    ledger.recordEvent("charge.dispute.updated", answered, call);
                    yield answered;
                }
            };
        });
    }

    /// The seller gives in, which loses it: <https://docs.stripe.com/api/disputes/close>.
    public SimulatedDispute concede(String id, StripeCall call) {
        return ledger.atomically(() -> {
            var dispute = open(id);
            return closed(dispute, dispute.inquiry() ? Status.WARNING_CLOSED : Status.LOST, call);
        });
    }

    private SimulatedDispute open(String id) {
        var dispute = ledger.disputes.get(id);
        if (dispute.closed()) {
            throw StripeRefusalException.invalid("This dispute is already closed", null, null);
        }
        return dispute;
    }

    private SimulatedDispute saved(SimulatedDispute dispute) {
        ledger.save(dispute);
        return dispute;
    }
}
