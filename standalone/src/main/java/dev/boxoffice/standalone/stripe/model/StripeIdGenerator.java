package dev.boxoffice.standalone.stripe.model;

import java.security.SecureRandom;

/// Identifiers in Stripe's form: a prefix for the kind, then letters and digits.
public final class StripeIdGenerator {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StripeIdGenerator() {}

    public static String next(String prefix) {
        var id = new StringBuilder(prefix.length() + 1 + LENGTH).append(prefix).append('_');
        var noise = new byte[LENGTH];
        RANDOM.nextBytes(noise);
        for (var one : noise) {
            id.append(ALPHABET.charAt(Byte.toUnsignedInt(one) % ALPHABET.length()));
        }
        return id.toString();
    }
}
