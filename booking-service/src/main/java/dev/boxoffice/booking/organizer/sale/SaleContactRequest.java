package dev.boxoffice.booking.organizer.sale;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom the tickets go to.
///
/// @param locale a BCP 47 tag (`de-AT`)
record SaleContactRequest(
        @Nullable String email,
        @Nullable String name,
        @Nullable String locale) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\",;:()\\[\\]\\\\]{1,64}@[^\\s@<>\",;:()\\[\\]\\\\]{1,185}");
    private static final int MAX_NAME = 200;
    private static final int MAX_LOCALE = 35;

    void addErrors(FieldErrors errors) {
        errors.rejectIf(email == null || !EMAIL.matcher(email).matches(), "contact.email", "must be a mail address")
                .rejectIf(
                        name != null && (name.isBlank() || name.length() > MAX_NAME),
                        "contact.name",
                        "must have 1 to " + MAX_NAME + " characters")
                .rejectIf(locale != null && !isWellFormed(locale), "contact.locale", "must be a language tag (BCP 47)");
    }

    private static boolean isWellFormed(String locale) {
        try {
            return locale.length() <= MAX_LOCALE
                    && !new Locale.Builder()
                            .setLanguageTag(locale)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException unknown) {
            return false;
        }
    }
}
