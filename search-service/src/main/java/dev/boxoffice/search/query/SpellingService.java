package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.FieldSuggester;
import co.elastic.clients.elasticsearch.core.search.SuggestSort;
import co.elastic.clients.elasticsearch.core.search.TermSuggestOption;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.query.criteria.SearchTerm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Finds the words of the index that are nearest to mistyped ones. It looks through the list of words once, so
/// that the search itself compares none letter by letter.
@Service
final class SpellingService {

    /// Of three letters one may be wrong, of six two.
    private static final int SHORTEST = 3;
    private static final int TWO_MISTAKES_FROM = 6;
    /// Longer words are not compared letter by letter: the automaton for it would be huge.
    private static final int LONGEST = 40;

    /// Other words considered for a mistyped one, at most.
    private static final int CORRECTIONS = 10;

    private final SearchIndexClient client;

    SpellingService(SearchIndexClient client) {
        this.client = client;
    }

    /// For each word of the term that resembles others, these, the nearest and commonest first.
    Map<String, List<String>> corrections(SearchTerm term) {
        var suggesters = new HashMap<String, FieldSuggester>();
        for (int position = 0; position < term.words().size(); position++) {
            var word = term.words().get(position);
            var letters = word.codePointCount(0, word.length());
            if (letters >= SHORTEST && letters <= LONGEST && !term.isFiller(word)) {
                suggesters.put("w" + position, nearest(word, letters < TWO_MISTAKES_FROM ? 1 : 2));
            }
        }
        if (suggesters.isEmpty()) {
            return Map.of();
        }
        var answer = client.search(SearchRequest.of(request -> request.index(client.index())
                .size(0)
                .trackTotalHits(track -> track.enabled(false))
                .query(query -> query.matchNone(none -> none))
                .suggest(suggest -> suggest.suggesters(suggesters))));
        var corrections = new HashMap<String, List<String>>();
        answer.suggest().forEach((name, found) -> {
            var word = term.words().get(Integer.parseInt(name.substring(1)));
            var near = found.stream()
                    .flatMap(entry -> entry.term().options().stream())
                    .map(TermSuggestOption::text)
                    .filter(text -> !text.equals(word))
                    .toList();
            if (!near.isEmpty()) {
                corrections.put(word, near);
            }
        });
        return corrections;
    }

    private FieldSuggester nearest(String word, int mistakes) {
        return FieldSuggester.of(f -> f.text(word)
                .term(term -> term.field("words")
                        .suggestMode(SuggestMode.Always)
                        .sort(SuggestSort.Score)
                        .size(CORRECTIONS)
                        .shardSize(CORRECTIONS)
                        .maxEdits(mistakes)
                        .prefixLength(0)
                        .minWordLength(SHORTEST)));
    }
}
