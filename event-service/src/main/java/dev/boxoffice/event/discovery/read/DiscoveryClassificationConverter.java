package dev.boxoffice.event.discovery.read;

import dev.boxoffice.event.listing.details.Category;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads what kind of event it is. Pages come in many languages and the ids are the same in all of them, so
/// the ids decide, and names only where there are none.
final class DiscoveryClassificationConverter {

    private static final Map<String, Category> SEGMENTS = Map.of(
            "KZFzniwnSyZfZ7v7nJ", Category.MUSIC,
            "KZFzniwnSyZfZ7v7nE", Category.SPORTS,
            "KZFzniwnSyZfZ7v7na", Category.ARTS,
            "KZFzniwnSyZfZ7v7nn", Category.ARTS, // film
            "KZFzniwnSyZfZ7v7n1", Category.OTHER, // miscellaneous
            "KZFzniwnSyZfZ7v7nl", Category.OTHER); // undefined

    private static final Map<String, Category> SEGMENT_NAMES = Map.of(
            "music", Category.MUSIC,
            "sports", Category.SPORTS,
            "arts & theatre", Category.ARTS,
            "arts & theater", Category.ARTS,
            "film", Category.ARTS,
            "family", Category.FAMILY,
            "miscellaneous", Category.OTHER,
            "undefined", Category.OTHER);

    /// The genres people search by, as an English page names them.
    private static final Map<String, String> GENRES = Map.ofEntries(
            Map.entry("KnvZfZ7vAvv", "Alternative"),
            Map.entry("KnvZfZ7vAvd", "Blues"),
            Map.entry("KnvZfZ7vAeJ", "Classical"),
            Map.entry("KnvZfZ7vAv6", "Country"),
            Map.entry("KnvZfZ7vAvF", "Dance/Electronic"),
            Map.entry("KnvZfZ7vAva", "Folk"),
            Map.entry("KnvZfZ7vAv1", "Hip-Hop/Rap"),
            Map.entry("KnvZfZ7vAvE", "Jazz"),
            Map.entry("KnvZfZ7vAJ6", "Latin"),
            Map.entry("KnvZfZ7vAvt", "Metal"),
            Map.entry("KnvZfZ7vAev", "Pop"),
            Map.entry("KnvZfZ7vAee", "R&B"),
            Map.entry("KnvZfZ7vAed", "Reggae"),
            Map.entry("KnvZfZ7vAeA", "Rock"),
            Map.entry("KnvZfZ7vAeF", "World"),
            Map.entry("KnvZfZ7vAdv", "Baseball"),
            Map.entry("KnvZfZ7vAde", "Basketball"),
            Map.entry("KnvZfZ7vAdE", "Football"),
            Map.entry("KnvZfZ7vAdt", "Golf"),
            Map.entry("KnvZfZ7vAdI", "Hockey"),
            Map.entry("KnvZfZ7vA7E", "Soccer"),
            Map.entry("KnvZfZ7vAJF", "eSports"),
            Map.entry("KnvZfZ7vAe1", "Comedy"),
            Map.entry("KnvZfZ7vA1n", "Family"),
            Map.entry("KnvZfZ7v7l1", "Theatre"));

    private static final String UNDEFINED = "KnvZfZ7v7ll";

    private DiscoveryClassificationConverter() {}

    /// The one that is said to matter, or else the first.
    static JsonNode primary(JsonNode described) {
        JsonNode first = MissingNode.getInstance();
        for (var classification : described.path("classifications")) {
            if (classification.path("primary").asBoolean(false)) {
                return classification;
            }
            first = first.isMissingNode() ? classification : first;
        }
        return first;
    }

    static Category category(JsonNode classification, List<ImportWarning> warnings) {
        var genre = genre(classification);
        if ("Comedy".equalsIgnoreCase(genre)) {
            return Category.COMEDY;
        }
        if ("Family".equalsIgnoreCase(genre)) {
            return Category.FAMILY;
        }
        var segment = classification.path("segment");
        var known = SEGMENTS.get(ImportedText.orEmpty(segment.path("id")));
        if (known == null) {
            known = SEGMENT_NAMES.get(
                    ImportedText.orEmpty(segment.path("name")).strip().toLowerCase(Locale.ROOT));
        }
        if (known != null) {
            return known;
        }
        if (segment.isObject()) {
            warnings.add(new ImportWarning(
                    "classifications", "No segment that is known here; it is listed as " + Category.OTHER + "."));
        }
        return Category.OTHER;
    }

    static @Nullable String genre(JsonNode classification) {
        var id = ImportedText.orEmpty(classification.path("genre").path("id"));
        var name = GENRES.getOrDefault(
                id, ImportedText.oneLine(classification.path("genre").path("name")));
        return name == null || id.equals(UNDEFINED) || name.equalsIgnoreCase("undefined") ? null : name;
    }
}
