package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Makes indices, puts one behind the alias that searches use, and takes away what is no longer used.
@Component
public final class IndexAdminClient {

    /// Grows with every change of the mapping or of the words put into it; an index of another version is rebuilt.
    static final int MAPPING_VERSION = 3;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final ElasticsearchClient client;
    private final ElasticsearchClient queryClient;
    private final String alias;

    IndexAdminClient(
            @Qualifier("writeClient") ElasticsearchClient client,
            @Qualifier("queryClient") ElasticsearchClient queryClient,
            IndexProperties properties) {
        this.client = client;
        this.queryClient = queryClient;
        this.alias = properties.alias();
    }

    /// The index behind the alias, if there is one.
    public Optional<String> live() {
        return ElasticsearchExceptionTranslator.call(() -> client
                .indices()
                .getAlias(request ->
                        request.index(versioned("*")).ignoreUnavailable(true).allowNoIndices(true))
                .result()
                .entrySet()
                .stream()
                .filter(index -> index.getValue().aliases().containsKey(alias))
                .map(Map.Entry::getKey)
                .findFirst());
    }

    /// Whether that index was made by this version of the mapping.
    public boolean isCurrent(String index) {
        return index.startsWith(prefix());
    }

    public boolean exists(String index) {
        return ElasticsearchExceptionTranslator.call(
                () -> client.indices().exists(request -> request.index(index)).value());
    }

    /// Creates an empty index that nobody searches yet; it is not refreshed until it is promoted.
    public String create(Instant now) {
        var index = prefix() + STAMP.format(now);
        ElasticsearchExceptionTranslator.call(
                () -> client.indices().create(request -> request.index(index).withJson(mapping())));
        refreshEvery(index, "-1");
        return index;
    }

    private static InputStream mapping() {
        var mapping = IndexAdminClient.class.getResourceAsStream("/search/events-v" + MAPPING_VERSION + ".json");
        if (mapping == null) {
            throw new IllegalStateException("The mapping of version " + MAPPING_VERSION + " is missing");
        }
        return mapping;
    }

    private void refreshEvery(String index, String interval) {
        ElasticsearchExceptionTranslator.call(() -> client.indices()
                .putSettings(request -> request.index(index)
                        .settings(settings -> settings.refreshInterval(time -> time.time(interval)))));
    }

    /// How many documents an index holds, those written just now included.
    public long count(String index) {
        ElasticsearchExceptionTranslator.call(() -> client.indices().refresh(request -> request.index(index)));
        return ElasticsearchExceptionTranslator.call(
                () -> client.count(request -> request.index(index)).count());
    }

    /// Makes one segment of many, so that each search looks in one place; nobody searches the index yet.
    public void merge(String index) {
        ElasticsearchExceptionTranslator.call(() -> client.indices()
                .forcemerge(request -> request.index(index).maxNumSegments(1L).waitForCompletion(false)));
    }

    /// Whether a merge that was asked for still goes on; one that a node forgot when it ended does not.
    public boolean isMerging() {
        var tasks = ElasticsearchExceptionTranslator.call(
                        () -> client.tasks().list(request -> request.actions("indices:admin/forcemerge*")))
                .nodes();
        return tasks.values().stream().anyMatch(node -> !node.tasks().isEmpty());
    }

    /// Moves the alias in one step, so that no search finds it missing, then drops the indices it left behind.
    public void promote(String index) {
        refreshEvery(index, "1s");
        var actions = new ArrayList<Action>();
        live().filter(old -> !old.equals(index))
                .ifPresent(old -> actions.add(Action.of(
                        action -> action.remove(remove -> remove.index(old).alias(alias)))));
        actions.add(Action.of(action -> action.add(add -> add.index(index).alias(alias))));
        ElasticsearchExceptionTranslator.call(
                () -> client.indices().updateAliases(request -> request.actions(actions)));
        dropAllBut(Set.of(index));
    }

    /// Deletes indices of ours that nothing leads to: the leavings of a rebuild that was cut off, or of the last swap.
    public void dropAllBut(Set<String> kept) {
        List<String> leftovers = ElasticsearchExceptionTranslator.call(() -> client
                .indices()
                .getSettings(request ->
                        request.index(versioned("*")).allowNoIndices(true).ignoreUnavailable(true))
                .result()
                .keySet()
                .stream()
                .filter(index -> !kept.contains(index))
                .toList());
        for (var index : leftovers) {
            ElasticsearchExceptionTranslator.call(() ->
                    client.indices().delete(request -> request.index(index).ignoreUnavailable(true)));
        }
    }

    /// Whether Elasticsearch answers and has an index to search, asked with the short timeouts of a search.
    public boolean isServing() {
        try {
            return ElasticsearchExceptionTranslator.call(() -> queryClient
                    .indices()
                    .existsAlias(request -> request.name(alias))
                    .value());
        } catch (IndexUnavailableException down) {
            return false;
        }
    }

    /// Events that came to their end in that time and are still suggested, so that indexing them takes them out of the
    /// next page.
    public List<UUID> suggestedButEnded(Instant from, Instant until, int most) {
        return ElasticsearchExceptionTranslator.call(() -> client
                .search(
                        search -> search.index(alias)
                                .size(most)
                                .source(source -> source.fetch(false))
                                .query(query -> query.bool(bool -> bool.filter(filter ->
                                                filter.range(range -> range.date(date -> date.field("overAt")
                                                        .gt(from.toString())
                                                        .lte(until.toString()))))
                                        .filter(filter -> filter.exists(exists -> exists.field("suggestEvent"))))),
                        Void.class)
                .hits()
                .hits()
                .stream()
                .map(hit -> UUID.fromString(String.valueOf(hit.id())))
                .toList());
    }

    private String prefix() {
        return alias + "-v" + MAPPING_VERSION + "-";
    }

    private String versioned(String version) {
        return alias + "-v" + version;
    }
}
