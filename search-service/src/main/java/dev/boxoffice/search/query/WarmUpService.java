package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.search.index.IndexUnavailableException;
import dev.boxoffice.search.index.SearchIndexClient;
import dev.boxoffice.search.query.criteria.SearchCriteriaConverter;
import dev.boxoffice.search.query.criteria.SearchParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Asks what searchers will ask, questions of each kind about events to come, before the instance says that it is
/// ready, and before a rebuilt index takes the place of the one before: code is compiled and Elasticsearch has read its
/// files when the first of them arrives. Without an index there is nothing to get ready for.
@Service
public class WarmUpService implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUpService.class);
    private static final int BEGINNING = 4;

    private final EventSearchService search;
    private final SuggestionService suggestions;
    private final SearchCriteriaConverter criteria;
    private final WarmUpProperties limits;
    private final JsonMapper json;

    WarmUpService(
            EventSearchService search,
            SuggestionService suggestions,
            SearchCriteriaConverter criteria,
            WarmUpProperties limits,
            JsonMapper json) {
        this.search = search;
        this.suggestions = suggestions;
        this.criteria = criteria;
        this.limits = limits;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ask(true);
    }

    /// Each question once: code is compiled already.
    ///
    /// @param other index that is to take the place of the one that is searched
    public void getReady(String other) {
        SearchIndexClient.inIndex(other, () -> ask(false));
    }

    /// @param again whether questions come again until the time is over
    private void ask(boolean again) {
        var began = System.nanoTime();
        var asked = 0;
        try {
            var questions = limits.duration().isZero() ? List.<Runnable>of() : questions();
            while ((asked < questions.size() || (again && asked > 0))
                    && System.nanoTime() - began < limits.duration().toNanos()) {
                questions.get(asked % questions.size()).run();
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

    private List<Runnable> questions() {
        var questions = new ArrayList<Runnable>();
        for (var event : answer(new Question(), limits.events()).events()) {
            var name = event.name();
            var city = event.venue().city();
            var point = event.venue().location();
            var prices = event.priceRange();
            var priced = prices == null
                    ? new Question()
                    : new Question().with("currency", prices.currency()).with("minPrice", "0");
            for (var question : List.of(
                    new Question().with("term", name),
                    new Question().with("term", beginning(name)),
                    new Question().with("term", mistyped(name)),
                    point == null
                            ? new Question().with("location", city)
                            : new Question()
                                    .with("location", point.latitude() + "," + point.longitude())
                                    .with("sort", "distance,asc"),
                    priced.with("term", name),
                    priced.with("type", event.category()),
                    priced.with("location", city).with("availableOnly", "true").with("sort", "price,asc"))) {
                questions.add(() -> json.writeValueAsString(answer(question, PageQuery.DEFAULT_SIZE)));
            }
            questions.add(() -> json.writeValueAsString(suggestions.suggest(criteria.beginning(beginning(name)))));
        }
        return questions;
    }

    private SearchAnswer answer(Question question, int size) {
        return search.find(criteria.convert(question.asked(), new PageQuery(0, size), null));
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

    /// A query string.
    private record Question(Map<String, String> parts) {

        Question() {
            this(Map.of());
        }

        Question with(String name, String value) {
            var more = new HashMap<>(parts);
            more.put(name, value);
            return new Question(Map.copyOf(more));
        }

        SearchParameters asked() {
            return new SearchParameters(
                    parts.get("term"),
                    parts.get("location"),
                    null,
                    null,
                    parts.get("type"),
                    null,
                    null,
                    null,
                    parts.get("minPrice"),
                    null,
                    parts.get("currency"),
                    parts.get("availableOnly"),
                    null,
                    null,
                    parts.get("sort"),
                    null);
        }
    }
}
