package dev.boxoffice.standalone.stripe;

import java.time.Instant;

/// A card in use: naming a test card in a payment makes one, as at Stripe.
record PaymentMethod(String id, Instant created, TestCard card) {}
