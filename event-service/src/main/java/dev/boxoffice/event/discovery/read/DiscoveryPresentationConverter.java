package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.input.WebAddress;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventImage;
import dev.boxoffice.event.listing.details.EventPresentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what an event shows beside its facts: its page, pictures, notes and limits.
final class DiscoveryPresentationConverter {

    private static final int MAX_IMAGES = 20;
    private static final int MAX_DESCRIPTION = 20_000;
    private static final int MAX_LIMIT = 200;

    private static final Pattern ADDRESS = Pattern.compile(WebAddress.FORM);
    /// “an 8 ticket limit”, “a four (4) ticket limit”, “Maximum of 19 tickets”.
    private static final Pattern TICKET_LIMIT = Pattern.compile("\\(?\\b(\\d{1,3})\\)?(?: [a-z]+)? tickets?\\b");

    private DiscoveryPresentationConverter() {}

    static EventPresentation convert(
            JsonNode event, String countryCode, boolean timeTba, List<ImportWarning> warnings) {
        return new EventPresentation(
                address(event.path("url"), "url", warnings),
                images(event.path("images"), warnings),
                ageLimit(event.path("ageRestrictions"), countryCode, warnings),
                timeTba);
    }

    static @Nullable String address(JsonNode url, String field, List<ImportWarning> warnings) {
        var text = ImportedText.orEmpty(url).strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > WebAddress.MOST || !ADDRESS.matcher(text).matches()) {
            warnings.add(new ImportWarning(field, "It is no http or https address, and was left out."));
            return null;
        }
        return text;
    }

    /// The largest come first, and each once.
    private static List<EventImage> images(JsonNode list, List<ImportWarning> warnings) {
        var images = new ArrayList<EventImage>();
        var seen = new HashSet<String>();
        for (var image : list) {
            var url = address(image.path("url"), "images", warnings);
            if (url != null && seen.add(url)) {
                images.add(new EventImage(
                        url,
                        pixels(image.path("width")),
                        pixels(image.path("height")),
                        ImportedText.oneLine(image.path("alt"))));
            }
        }
        images.sort(Comparator.comparingInt(image -> image.width() == null ? 0 : -image.width()));
        if (images.size() > MAX_IMAGES) {
            warnings.add(new ImportWarning(
                    "images", "Of " + images.size() + " pictures the " + MAX_IMAGES + " largest were taken."));
        }
        return List.copyOf(images.subList(0, Math.min(images.size(), MAX_IMAGES)));
    }

    private static @Nullable Integer pixels(JsonNode length) {
        var pixels = length.asInt(0);
        return pixels < 1 || pixels > 100_000 ? null : pixels;
    }

    /// The source only says that there is a legal age, which is no number yet.
    private static @Nullable Integer ageLimit(JsonNode restrictions, String countryCode, List<ImportWarning> warnings) {
        if (!restrictions.path("legalAgeEnforced").asBoolean(false)) {
            return null;
        }
        var age = countryCode.equals("US") ? 21 : 18;
        warnings.add(new ImportWarning(
                "ageRestrictions", "The legal age is enforced, without saying which; it was taken to be " + age + "."));
        return age;
    }

    /// Everything the source tells people, in the order they need it.
    static @Nullable String description(JsonNode event) {
        var parts = new LinkedHashSet<String>();
        if (!addParagraph(event.path("description"), parts)) {
            addParagraph(event.path("info"), parts);
        }
        addParagraph(event.path("pleaseNote"), parts);
        addParagraph(event.path("ticketLimit").path("info"), parts);
        addParagraph(event.path("accessibility").path("info"), parts);
        var accessible = event.path("accessibility").path("ticketLimit").asInt(0);
        if (accessible > 0) {
            parts.add("At most " + accessible + " accessible tickets in one order.");
        }
        return parts.isEmpty() ? null : ImportedText.bounded(String.join("\n\n", parts), MAX_DESCRIPTION);
    }

    private static boolean addParagraph(JsonNode text, Set<String> parts) {
        var paragraph = ImportedText.paragraph(text, MAX_DESCRIPTION);
        return paragraph != null && parts.add(paragraph);
    }

    /// The limit is told in words: it counts where they name one number alone.
    static int ticketLimit(JsonNode event, List<ImportWarning> warnings) {
        var info = ImportedText.orEmpty(event.path("ticketLimit").path("info"));
        var numbers = TICKET_LIMIT
                .matcher(info)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .distinct()
                .toList();
        if (numbers.size() == 1 && numbers.getFirst() >= 1 && numbers.getFirst() <= MAX_LIMIT) {
            return numbers.getFirst();
        }
        if (!info.isBlank()) {
            warnings.add(new ImportWarning(
                    "ticketLimit", "It names no single number; " + EventDetails.DEFAULT_TICKET_LIMIT + " was taken."));
        }
        return EventDetails.DEFAULT_TICKET_LIMIT;
    }
}
