package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.search.index.IndexUnavailableException;
import dev.boxoffice.search.query.criteria.SearchCriteriaConverter;
import dev.boxoffice.search.query.criteria.SearchParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Asks what searchers will ask, a question of each kind about events to come, before the instance says that it is
/// ready: code is compiled and Elasticsearch has read its files when the first of them arrives. Without an index there
/// is nothing to get ready for.
@Service
class WarmUpService implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUpService.class);
    private static final int BEGINNING = 4;

    private final EventSearchService search;
    private final SearchCriteriaConverter criteria;
    private final WarmUpProperties limits;
    private final JsonMapper json;

    WarmUpService(
            EventSearchService search, SearchCriteriaConverter criteria, WarmUpProperties limits, JsonMapper json) {
        this.search = search;
        this.criteria = criteria;
        this.limits = limits;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var began = System.nanoTime();
        var asked = 0;
        try {
            var questions = limits.duration().isZero() ? List.<SearchParameters>of() : questions();
            while (!questions.isEmpty()
                    && System.nanoTime() - began < limits.duration().toNanos()) {
                json.writeValueAsString(ask(questions.get(asked % questions.size())));
                asked++;
            }
        } catch (IndexUnavailableException outage) {
            log.info("No warm-up: {}", outage.getMessage());
        } catch (RuntimeException failure) {
            // Searchers may have better luck; at worst the first of them wait a little.
            log.warn("The warm-up failed", failure);
        }
        log.debug("Ready after {} questions", asked);
    }

    private List<SearchParameters> questions() {
        var questions = new ArrayList<SearchParameters>();
        for (var event : ask(new Question().asked(), limits.events()).events()) {
            questions.add(new Question().term(event.name()).asked());
            questions.add(new Question().term(beginning(event.name())).asked());
            questions.add(new Question().term(mistyped(event.name())).asked());
            questions.add(new Question().location(event.venue().city()).asked());
            questions.add(new Question().type(event.category()).asked());
        }
        return questions;
    }

    private SearchAnswer ask(SearchParameters question) {
        return ask(question, PageQuery.DEFAULT_SIZE);
    }

    private SearchAnswer ask(SearchParameters question, int size) {
        return search.find(criteria.convert(question, new PageQuery(0, size), null));
    }

    private static String beginning(String name) {
        return name.substring(0, Math.min(name.length(), BEGINNING));
    }

    /// Its second and third letter change places.
    private static String mistyped(String name) {
        return name.length() < BEGINNING
                ? name
                : name.substring(0, 1) + name.charAt(2) + name.charAt(1) + name.substring(3);
    }

    /// A query string with one thing in it.
    private record Question(
            @Nullable String term,
            @Nullable String location,
            @Nullable String type) {

        Question() {
            this(null, null, null);
        }

        Question term(String asked) {
            return new Question(asked, location, type);
        }

        Question location(String asked) {
            return new Question(term, asked, type);
        }

        Question type(String asked) {
            return new Question(term, location, asked);
        }

        SearchParameters asked() {
            return new SearchParameters(
                    term, location, null, null, type, null, null, null, null, null, null, null, null, null, null, null);
        }
    }
}
