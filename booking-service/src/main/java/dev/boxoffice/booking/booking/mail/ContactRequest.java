package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.platform.input.MailAddress;
import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whom to write to about a booking, and whose name is on its tickets.
///
/// @param locale a BCP 47 tag (`de-AT`)
public record ContactRequest(
        @Nullable String email,
        @Nullable String name,
        @Nullable String locale) {

    private static final int MAX_NAME = 200;
    private static final int MAX_LOCALE = 35;

    /// What is wrong with it, under `contact`.
    public void addErrors(FieldErrors errors) {
        errors.rejectIf(email == null || !MailAddress.isValid(email), "contact.email", "must be a mail address")
                .rejectIf(
                        name != null && (name.isBlank() || name.length() > MAX_NAME || !PlainText.isOneLine(name)),
                        "contact.name",
                        "must be one line of 1 to " + MAX_NAME + " characters")
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

    /// Of one without errors.
    public BuyerContact toContact() {
        return new BuyerContact(Objects.requireNonNull(email, "validated"), name, locale);
    }
}
