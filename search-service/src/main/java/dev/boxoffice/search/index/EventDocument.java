package dev.boxoffice.search.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One event as Elasticsearch holds it: names to find it by, facts to filter and sort by, and a card to show.
///
/// @param state `DRAFT`, `LISTED`, `PUBLISHED`, `POSTPONED` or `CANCELLED` as stored, or [#DELETED]
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EventDocument(
        String eventId,
        String state,
        @JsonUnwrapped @Nullable Names names,
        @JsonUnwrapped @Nullable Facts facts,
        @JsonUnwrapped @Nullable Suggestions suggestions,
        @Nullable IndexedEventCard card,
        Instant indexedAt) {

    /// The state of an event whose row is gone: it stays as a tombstone, so that a late older version cannot
    /// revive it.
    public static final String DELETED = "DELETED";

    /// The states of which the public sees anything.
    public static final Set<String> LIVE = Set.of("LISTED", "PUBLISHED", "POSTPONED");

    public static EventDocument deleted(String eventId, Instant indexedAt) {
        return new EventDocument(eventId, DELETED, null, null, null, null, indexedAt);
    }

    /// Grasps whatever a searcher could notice: while it stays the same, no cached answer is out of date.
    public int fingerprint() {
        var noticed = facts == null ? null : facts.withoutCounts();
        return Objects.hash(state, names, noticed, card);
    }

    /// What a search can tell of it: all but when it was made and how many tickets there are beyond the first.
    public record Content(
            String state,
            @Nullable Names names,
            @Nullable Facts facts,
            @Nullable Suggestions suggestions,
            @Nullable IndexedEventCard card) {}

    public Content content() {
        return new Content(state, names, facts == null ? null : facts.withoutCounts(), suggestions, card);
    }

    /// Texts are folded words; `…Keys` are whole folded names.
    ///
    /// @param words every word there is, for unfinished and mistyped ones
    public record Names(
            String name,
            List<String> performers,
            List<String> aliases,
            String venue,
            List<String> city,
            String words,
            Collection<String> nameKeys,
            Collection<String> performerKeys,
            Collection<String> aliasKeys,
            Collection<String> venueKeys,
            Collection<String> cityKeys) {}

    /// @param placeIds the city, district, state and country it is in
    /// @param day the date of the start where the venue is
    /// @param lastDay the last one on which it runs
    /// @param month that of `day`, such as `2027-05`
    /// @param rank orders what a term means equally: the start, put off where little is left
    /// @param overAt when it is past; far in the future while no date is known
    /// @param endedAt when it reads `ENDED`: past, or nothing is sold any more
    /// @param tickets how many there are; 0 for a listed event without a plan
    public record Facts(
            String owner,
            String category,
            @Nullable String genreKey,
            String cityName,
            Collection<String> placeIds,
            @Nullable Instant startsAt,
            @Nullable Instant rank,
            @Nullable LocalDate day,
            @Nullable LocalDate lastDay,
            @Nullable String month,
            Instant overAt,
            @Nullable Instant salesStartAt,
            Instant endedAt,
            @Nullable GeoPoint location,
            @Nullable Long priceMin,
            @Nullable Long priceMax,
            @Nullable String currency,
            AvailabilityLevel availability,
            int tickets,
            int available) {

        Facts withoutCounts() {
            return new Facts(
                    owner,
                    category,
                    genreKey,
                    cityName,
                    placeIds,
                    startsAt,
                    rank,
                    day,
                    lastDay,
                    month,
                    overAt,
                    salesStartAt,
                    endedAt,
                    location,
                    priceMin,
                    priceMax,
                    currency,
                    availability,
                    Math.min(tickets, 1),
                    Math.min(available, 1));
        }
    }

    /// Beginnings that lead to a suggestion, a field for each kind.
    public record Suggestions(
            @Nullable Completion suggestEvent,
            List<Completion> suggestPerformer,
            @Nullable Completion suggestVenue,
            @Nullable Completion suggestCity) {}

    /// @param lat degrees north
    /// @param lon degrees east
    public record GeoPoint(double lat, double lon) {}

    /// @param input folded beginnings
    /// @param weight more is suggested earlier
    public record Completion(List<String> input, int weight) {}
}
