package dev.boxoffice.support.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a mail says, in its reader's language and hours. What the desk says by itself exists in each language of
/// `mail/texts*.properties`; what a person wrote stays as it was written. Instants are told as times of day.
///
/// @param locale of the reader; English where there is no text for it, so that a mail's times and header are in the
///     language of its words
record MailText(Locale locale, ZoneId zone) {

    private static final String BUNDLE = "mail.texts";
    private static final ResourceBundle ENGLISH = bundle(Locale.ROOT);
    private static final List<String> SENTENCES = List.of(
            "acknowledgement",
            "acknowledgement.repeat",
            "incident.acknowledgement",
            "incident.resolution",
            "resolution",
            "merged");
    private static final Pattern INSTANT =
            Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z");
    private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");

    MailText {
        locale = isWritten(locale) ? locale : Locale.ENGLISH;
    }

    private static boolean isWritten(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                || !bundle(locale).getLocale().getLanguage().isEmpty();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String subject(String number, String subject) {
        return fill(texts().getString("subject"), List.of(number, subject));
    }

    String body(String said, String number) {
        return said(said) + "\n\n-- \n" + fill(texts().getString("footer"), List.of(number));
    }

    String said(String said) {
        return withTimes(translated(said));
    }

    private ResourceBundle texts() {
        return bundle(locale);
    }

    /// A sentence the desk says by itself, in the reader's language; anything else as it is.
    private String translated(String said) {
        for (var sentence : SENTENCES) {
            var found = pattern(ENGLISH.getString(sentence)).matcher(said);
            if (found.matches()) {
                return fill(texts().getString(sentence), groups(found));
            }
        }
        return said;
    }

    private static Pattern pattern(String template) {
        var parts = PLACE.split(template, -1);
        var expression = new StringBuilder();
        for (var i = 0; i < parts.length; i++) {
            expression.append(i == 0 ? "" : "(.+)").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    private static List<String> groups(Matcher found) {
        var groups = new ArrayList<String>();
        for (var i = 1; i <= found.groupCount(); i++) {
            groups.add(found.group(i));
        }
        return groups;
    }

    private static String fill(String template, List<String> values) {
        var filled = new StringBuilder();
        var places = PLACE.matcher(template);
        while (places.find()) {
            var index = places.group().charAt(1) - '0';
            places.appendReplacement(filled, Matcher.quoteReplacement(values.get(index)));
        }
        return places.appendTail(filled).toString();
    }

    private String withTimes(String text) {
        return INSTANT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(time(found.group())));
    }

    private String time(String instant) {
        var at = Instant.parse(instant).atZone(zone);
        var format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale);
        return format.format(at) + " (" + zone.getDisplayName(TextStyle.FULL, locale) + ")";
    }
}
