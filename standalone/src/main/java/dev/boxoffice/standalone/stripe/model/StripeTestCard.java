package dev.boxoffice.standalone.stripe.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The test payment methods of <https://docs.stripe.com/testing>, each with what happens to a payment by it.
public enum StripeTestCard {
    VISA("visa", "visa", "4242", Reaction.SUCCEED, null),
    VISA_DEBIT("visa_debit", "visa", "5556", Reaction.SUCCEED, null),
    MASTERCARD("mastercard", "mastercard", "4444", Reaction.SUCCEED, null),
    MASTERCARD_DEBIT("mastercard_debit", "mastercard", "8210", Reaction.SUCCEED, null),
    AMEX("amex", "amex", "8431", Reaction.SUCCEED, null),
    DISCOVER("discover", "discover", "9424", Reaction.SUCCEED, null),
    DINERS("diners", "diners", "0004", Reaction.SUCCEED, null),
    JCB("jcb", "jcb", "0505", Reaction.SUCCEED, null),
    UNIONPAY("unionpay", "unionpay", "0005", Reaction.SUCCEED, null),
    REFUND_PENDING("pendingRefund", "visa", "7726", FollowUp.REFUND_PENDING),
    REFUND_FAILS("refundFail", "visa", "5126", FollowUp.REFUND_FAILS),
    DISPUTED("createDispute", "visa", "0259", FollowUp.DISPUTE),
    DISPUTED_AS_NOT_RECEIVED("createDisputeProductNotReceived", "visa", "2685", FollowUp.NOT_RECEIVED),
    INQUIRED("createDisputeInquiry", "visa", "1976", FollowUp.INQUIRY),
    DECLINED("chargeDeclined", "visa", "0002", Reaction.DECLINE, SimulatedCardError.DECLINED),
    NO_FUNDS(
            "chargeDeclinedInsufficientFunds",
            "visa",
            "9995",
            Reaction.DECLINE,
            new SimulatedCardError("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
    LOST(
            "chargeDeclinedLostCard",
            "visa",
            "9987",
            Reaction.DECLINE,
            new SimulatedCardError("card_declined", "lost_card", "Your card was declined.")),
    STOLEN(
            "chargeDeclinedStolenCard",
            "visa",
            "9979",
            Reaction.DECLINE,
            new SimulatedCardError("card_declined", "stolen_card", "Your card was declined.")),
    FRAUDULENT(
            "chargeDeclinedFraudulent",
            "visa",
            "0019",
            Reaction.DECLINE,
            new SimulatedCardError("card_declined", "fraudulent", "Your card was declined.")),
    EXPIRED(
            "chargeDeclinedExpiredCard",
            "visa",
            "0069",
            Reaction.DECLINE,
            new SimulatedCardError("expired_card", "expired_card", "Your card has expired.")),
    WRONG_CVC(
            "chargeDeclinedIncorrectCvc",
            "visa",
            "0127",
            Reaction.DECLINE,
            new SimulatedCardError("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")),
    PROCESSING_ERROR(
            "chargeDeclinedProcessingError",
            "visa",
            "0119",
            Reaction.DECLINE,
            new SimulatedCardError(
                    "processing_error",
                    "processing_error",
                    "An error occurred while processing your card. Try again in a little bit.")),
    AUTHENTICATION_REQUIRED("authenticationRequired", "visa", "3184", Reaction.AUTHENTICATE, null),
    THREE_D_SECURE("threeDSecure2Required", "visa", "3220", Reaction.AUTHENTICATE, null),
    AUTHENTICATED_WITHOUT_FUNDS(
            "authenticationRequiredChargeDeclinedInsufficientFunds",
            "visa",
            "9995",
            Reaction.AUTHENTICATE,
            new SimulatedCardError("card_declined", "insufficient_funds", "Your card has insufficient funds."));

    /// What confirming does first; a card may ask for authentication and be declined after it.
    public enum Reaction {
        SUCCEED,
        DECLINE,
        AUTHENTICATE
    }

    /// What happens some time after the payment, or after a refund of it.
    public enum FollowUp {
        NONE,
        /// A refund is pending, and succeeds later.
        REFUND_PENDING,
        /// A refund succeeds, and fails later.
        REFUND_FAILS,
        DISPUTE,
        NOT_RECEIVED,
        INQUIRY
    }

    private static final Map<String, StripeTestCard> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(card -> card.name, Function.identity()));

    private final String name;
    private final String brand;
    private final String last4;
    private final Reaction reaction;
    private final FollowUp followUp;

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings
    private final @Nullable SimulatedCardError error;

    StripeTestCard(String name, String brand, String last4, Reaction reaction, @Nullable SimulatedCardError error) {
        this(name, brand, last4, reaction, FollowUp.NONE, error);
    }

    StripeTestCard(String name, String brand, String last4, FollowUp followUp) {
        this(name, brand, last4, Reaction.SUCCEED, followUp, null);
    }

    StripeTestCard(
            String name,
            String brand,
            String last4,
            Reaction reaction,
            FollowUp followUp,
            @Nullable SimulatedCardError error) {
        this.name = name;
        this.brand = brand;
        this.last4 = last4;
        this.reaction = reaction;
        this.followUp = followUp;
        this.error = error;
    }

    /// `pm_card_visa`, `pm_card_chargeDeclined`, `pm_card_visa_chargeDeclined`, …
    public static Optional<StripeTestCard> byPaymentMethod(String id) {
        if (!id.startsWith("pm_card_")) {
            return Optional.empty();
        }
        var name = id.substring("pm_card_".length());
        var found = BY_NAME.get(name);
        return Optional.ofNullable(
                found == null && name.startsWith("visa_") ? BY_NAME.get(name.substring("visa_".length())) : found);
    }

    public String brand() {
        return brand;
    }

    public String last4() {
        return last4;
    }

    public Reaction reaction() {
        return reaction;
    }

    public FollowUp followUp() {
        return followUp;
    }

    @Nullable
    public SimulatedCardError error() {
        return error;
    }
}
