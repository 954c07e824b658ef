package dev.boxoffice.search.query.relevance;

import dev.boxoffice.search.place.GeoPlace;
import dev.boxoffice.search.place.PlaceDirectory;
import dev.boxoffice.search.query.criteria.SearchTerm;
import dev.boxoffice.search.query.relevance.WordMeaning.Field;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds places and kinds of events among the words of a term: "rock concert in munich".
@Component
public class WordMeaningFinder {

    private static final int MOST_WORDS = 4;

    private final PlaceDirectory places;
    private final KindDictionary kinds;

    WordMeaningFinder(PlaceDirectory places, KindDictionary kinds) {
        this.places = places;
        this.kinds = kinds;
    }

    List<WordMeaning> meanings(SearchTerm term) {
        var words = term.words();
        var found = new ArrayList<WordMeaning>();
        add(found, term.key(), 0, words.size());
        for (int from = 0; from < words.size(); from++) {
            for (int until = from + 1; until <= Math.min(words.size(), from + MOST_WORDS); until++) {
                if (until - from < words.size()) {
                    add(found, String.join(" ", words.subList(from, until)), from, until);
                }
            }
        }
        return found;
    }

    private void add(List<WordMeaning> found, String key, int from, int until) {
        var meant = places.namedInTerm(key).stream().map(GeoPlace::id).toList();
        if (!meant.isEmpty()) {
            found.add(new WordMeaning(from, until, Field.PLACE, meant));
        }
        var kind = kinds.named(key);
        if (kind != null) {
            found.add(new WordMeaning(from, until, kind.field(), List.of(kind.value())));
        }
    }
}
