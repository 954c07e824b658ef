package dev.boxoffice.booking.booking.mail;

import dev.boxoffice.booking.catalogue.EventSale.Programme;
import dev.boxoffice.booking.catalogue.layout.SeatLocation;
import dev.boxoffice.platform.money.Money;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/// What mail to buyers and their tickets say, from `mail/buyer*.properties`: in their language where there are texts in
/// it, else in English.
public final class BuyerMailText {

    private static final String BUNDLE = "mail.buyer";
    private static final BuyerContact NOBODY = new BuyerContact("", null, null);

    private final @Nullable String name;
    private final ResourceBundle texts;
    private final Locale locale;

    private BuyerMailText(BuyerContact contact) {
        this.name = contact.name();
        this.texts = ResourceBundle.getBundle(
                BUNDLE, contact.language(), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        // Dates and sums in the words of the text around them.
        this.locale = texts.getLocale().getLanguage().isEmpty() ? english(contact) : contact.language();
    }

    private static Locale english(BuyerContact contact) {
        return contact.language().getLanguage().equals("en") ? contact.language() : Locale.UK;
    }

    public static BuyerMailText of(BuyerContact contact) {
        return new BuyerMailText(contact);
    }

    /// In English where nobody has said how to reach them.
    public static BuyerMailText of(Optional<BuyerContact> contact) {
        return of(contact.orElse(NOBODY));
    }

    /// What the mail's header says it is written in.
    public String language() {
        return locale.toLanguageTag();
    }

    public String line(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /// A whole mail: who is addressed, what is said, and why they get it.
    public String body(String key, Object... values) {
        var said = line(key, values);
        var greeting = name == null ? texts.getString("greeting.nameless") : line("greeting", name);
        return greeting + "\n\n" + sentence(said) + "\n\n-- \n" + texts.getString(footer(key)) + "\n";
    }

    /// Who is given a ticket, or waits for one, may never have booked any.
    private String footer(String key) {
        var own = (key.startsWith("holder.") ? "received" : key) + ".footer";
        return texts.containsKey(own) ? own : "footer";
    }

    /// After `Hello Ann,` German goes on in small letters, English in capitals.
    private String sentence(String said) {
        return locale.getLanguage().equals("en") ? said.substring(0, 1).toUpperCase(locale) + said.substring(1) : said;
    }

    public String money(Money money) {
        var currency = Currency.getInstance(money.currency());
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(BigDecimal.valueOf(money.amount(), currency.getDefaultFractionDigits()));
    }

    /// In the hours of the event's place. When clocks are turned back, an hour comes twice: the zone's name tells
    /// which.
    public String time(@Nullable Instant instant, Programme programme) {
        if (instant == null) {
            return texts.getString("when.unknown");
        }
        var there = instant.atZone(ZoneId.of(programme.timezone()));
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(there)
                + " (" + DateTimeFormatter.ofPattern("zzzz", locale).format(there) + ")";
    }

    public String seat(SeatLocation place) {
        return place.seat() == null
                ? line("ticket.place", place.section())
                : line("ticket.seat", place.section(), String.valueOf(place.row()), place.seat());
    }
}
