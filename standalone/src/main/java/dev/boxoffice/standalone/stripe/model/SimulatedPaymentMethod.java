package dev.boxoffice.standalone.stripe.model;

import java.time.Instant;

/// A card in use: naming a test card in a payment makes one, as at Stripe.
public record SimulatedPaymentMethod(String id, Instant created, StripeTestCard card) {}
