package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.CompletionSuggestOption;
import co.elastic.clients.elasticsearch.core.search.FieldSuggester;
import dev.boxoffice.search.index.EventDocument;
import dev.boxoffice.search.index.IndexedEvent;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.query.SuggestionAnswer.Kind;
import dev.boxoffice.search.query.SuggestionAnswer.Suggestion;
import dev.boxoffice.search.query.criteria.SearchTerm;
import dev.boxoffice.search.text.AliasDictionary;
import dev.boxoffice.search.text.TextNormalizer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/// Completes what somebody begins to type to events, performers, venues and cities that are still to come.
@Service
final class SuggestionService {

    /// Looked at for each kind: some may turn out to be the same, or over since they were indexed.
    private static final int CANDIDATES = 15;
    /// A popular beginning must not fill the list with one kind while there is another.
    private static final int OF_ONE_KIND_FIRST = 4;
    private static final int MISTYPED_FROM_LETTERS = 4;
    private static final Pattern URL_SAFE = Pattern.compile("[a-z0-9-]+");
    private static final String AS_TYPED = "typed:";
    private static final String MISTYPED = "mistyped:";

    private static final int MOST_SUGGESTIONS = 10;

    private final SearchIndexClient client;
    private final Clock clock;
    private final AliasDictionary aliases = AliasDictionary.load();

    SuggestionService(SearchIndexClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Candidate(Suggestion suggestion, boolean mistyped, boolean fromItsStart, double weight) {}

    SuggestionAnswer suggest(SearchTerm term) {
        if (term.isEmpty()) {
            return new SuggestionAnswer(List.of());
        }
        var response = client.search(SearchRequest.of(search -> search.index(client.index())
                .source(source -> source.filter(fields -> fields.includes(IndexedEvent.FIELDS)))
                .suggest(suggest -> suggest.suggesters(suggesters(term)))));
        var now = clock.instant();
        var candidates = new ArrayList<Candidate>();
        response.suggest()
                .forEach((name, found) -> found.forEach(entry ->
                        entry.completion().options().forEach(option -> add(candidates, name, option, term, now))));
        candidates.sort(Comparator.comparing(Candidate::mistyped)
                .thenComparing(Comparator.comparing(Candidate::fromItsStart).reversed())
                .thenComparing(Comparator.comparingDouble(Candidate::weight).reversed())
                .thenComparing(each -> each.suggestion().kind())
                .thenComparing(each -> each.suggestion().text()));
        return new SuggestionAnswer(choose(candidates));
    }

    private static Map<String, FieldSuggester> suggesters(SearchTerm term) {
        var suggesters = new HashMap<String, FieldSuggester>();
        for (var kind : Kind.values()) {
            suggesters.put(
                    AS_TYPED + kind,
                    FieldSuggester.of(f -> f.prefix(AliasDictionary.beginning(term.key()))
                            .completion(
                                    c -> c.field(kind.field()).size(CANDIDATES).skipDuplicates(true))));
            if (term.key().length() >= MISTYPED_FROM_LETTERS) {
                suggesters.put(
                        MISTYPED + kind,
                        FieldSuggester.of(f -> f.prefix(AliasDictionary.beginning(term.key()))
                                .completion(c -> c.field(kind.field())
                                        .size(CANDIDATES)
                                        .skipDuplicates(true)
                                        .fuzzy(fuzzy -> fuzzy.fuzziness("AUTO")
                                                .prefixLength(1)
                                                .unicodeAware(true)))));
            }
        }
        return suggesters;
    }

    private void add(
            List<Candidate> candidates,
            String suggester,
            CompletionSuggestOption<IndexedEvent> option,
            SearchTerm term,
            Instant now) {
        var event = option.source();
        if (event == null || !isToCome(event, now)) {
            return;
        }
        var mistyped = suggester.startsWith(MISTYPED);
        var kind = Kind.valueOf(suggester.substring(suggester.indexOf(':') + 1));
        var weight = option.score() == null ? 0 : option.score();
        for (var suggestion : suggestions(kind, event, option.text())) {
            var fromItsStart = TextNormalizer.key(suggestion.text()).startsWith(term.key());
            candidates.add(new Candidate(suggestion, mistyped, fromItsStart, weight));
        }
    }

    /// The index forgets an event's suggestions within a minute of its end; this covers the minute.
    private static boolean isToCome(IndexedEvent event, Instant now) {
        return EventDocument.LIVE.contains(event.state())
                && (event.overAt() == null || event.overAt().isAfter(now));
    }

    private List<Suggestion> suggestions(Kind kind, IndexedEvent event, String matched) {
        var card = event.card();
        return switch (kind) {
            case EVENT -> List.of(new Suggestion(card.name(), kind, event.eventId()));
            case PERFORMER ->
                card.performers().stream()
                        .filter(performer ->
                                aliases.beginnings(performer.name()).contains(matched))
                        .map(performer -> new Suggestion(performer.name(), kind, performer.id()))
                        .toList();
            case VENUE ->
                List.of(new Suggestion(card.venue().name(), kind, card.venue().id()));
            case CITY ->
                List.of(new Suggestion(
                        card.venue().city(), kind, cityId(card.venue().city())));
        };
    }

    /// Cities have no row of their own, so their name has to do; where it is not plain ASCII, in a form URLs can
    /// carry.
    private static String cityId(String city) {
        var id = String.join("-", TextNormalizer.plainWords(city));
        return URL_SAFE.matcher(id).matches()
                ? id
                : Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    /// Mistakes are looked for only where nothing begins as typed.
    private List<Suggestion> choose(List<Candidate> ordered) {
        var chosen = new ArrayList<Suggestion>();
        var later = new ArrayList<Suggestion>();
        var texts = new HashSet<String>();
        var ofKind = new EnumMap<Kind, Integer>(Kind.class);
        var asTyped = ordered.stream().anyMatch(candidate -> !candidate.mistyped());
        for (var candidate : ordered) {
            if (asTyped && candidate.mistyped()) {
                break; // the rest is mistyped too
            }
            var suggestion = candidate.suggestion();
            if (texts.add(TextNormalizer.key(suggestion.text()))) {
                var already = Objects.requireNonNullElse(ofKind.merge(suggestion.kind(), 1, Integer::sum), 0);
                (already <= OF_ONE_KIND_FIRST ? chosen : later).add(suggestion);
            }
        }
        chosen.addAll(later);
        return List.copyOf(chosen.subList(0, Math.min(chosen.size(), MOST_SUGGESTIONS)));
    }
}
