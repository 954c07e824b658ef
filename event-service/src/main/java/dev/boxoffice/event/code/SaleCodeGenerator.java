package dev.boxoffice.event.code;

import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;

/// Makes up codes that can be read out and not be guessed: fifty bits each, without letters that look like digits.
final class SaleCodeGenerator {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SaleCodeGenerator() {}

    /// @return so many different codes
    static List<String> generate(int count) {
        var codes = new LinkedHashSet<String>();
        while (codes.size() < count) {
            var code = new StringBuilder(LENGTH);
            for (var i = 0; i < LENGTH; i++) {
                code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
            codes.add(code.toString());
        }
        return List.copyOf(codes);
    }
}
