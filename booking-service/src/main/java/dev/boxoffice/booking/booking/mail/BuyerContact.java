package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.security.Caller;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How to reach somebody, what to call them, and in which language.
///
/// @param locale a BCP 47 tag; null where nobody has said: then it is English
public record BuyerContact(
        String email, @Nullable String name, @Nullable String locale) {

    /// As a token says it; empty where it has no address.
    public static Optional<BuyerContact> of(Caller caller) {
        return Optional.ofNullable(caller.email())
                .map(email -> new BuyerContact(email, onOneLine(caller.name()), wellFormed(caller.locale())));
    }

    private static @Nullable String onOneLine(@Nullable String name) {
        return name == null ? null : PlainText.onOneLine(name);
    }

    /// Some issuers write `de_DE`.
    private static @Nullable String wellFormed(@Nullable String locale) {
        try {
            return locale == null
                    ? null
                    : new Locale.Builder()
                            .setLanguageTag(locale.replace('_', '-'))
                            .build()
                            .toLanguageTag();
        } catch (IllformedLocaleException unknown) {
            return null;
        }
    }

    public Locale language() {
        return locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale);
    }
}
