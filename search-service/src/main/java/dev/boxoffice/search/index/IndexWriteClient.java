package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes whole documents into the live index and, during a rebuild, into the one being built beside it.
@Component
public final class IndexWriteClient {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ElasticsearchClient client;
    private final IndexProperties limits;
    private final JsonMapper json;
    private final AtomicReference<@Nullable String> underConstruction = new AtomicReference<>();

    IndexWriteClient(@Qualifier("writeClient") ElasticsearchClient client, IndexProperties limits, JsonMapper json) {
        this.client = client;
        this.limits = limits;
        this.json = json;
    }

    /// From now on every document goes there too. A rebuild calls this before it reads its first row, so that whatever
    /// changes after that reading arrives by the stream.
    public void alsoInto(String index) {
        underConstruction.set(index);
    }

    public void noLongerInto(String index) {
        underConstruction.compareAndSet(index, null);
    }

    public Optional<String> underConstruction() {
        return Optional.ofNullable(underConstruction.get());
    }

    /// @throws IndexUnavailableException when not every document was decided upon; writing all of them again is safe
    public IndexWriteResult write(List<VersionedDocument> documents) {
        var building = underConstruction.get();
        var live = bulk(limits.alias(), true, documents);
        if (building == null) {
            return live;
        }
        var built = bulk(building, false, documents);
        return new IndexWriteResult(built.written(), built.superseded(), built.refused(), live.liveIndexMissing());
    }

    /// Writes into an index that is being built, and nowhere else.
    public IndexWriteResult writeInto(String index, List<VersionedDocument> documents) {
        return bulk(index, false, documents);
    }

    /// Returns once searches see whatever was written before.
    public void makeSearchable() {
        ElasticsearchExceptionTranslator.call(() -> client.indices()
                .refresh(request -> request.index(limits.alias()).ignoreUnavailable(true)));
    }

    private IndexWriteResult bulk(String index, boolean mustBeAlias, List<VersionedDocument> documents) {
        if (documents.isEmpty()) {
            return new IndexWriteResult(0, 0, List.of(), false);
        }
        var result = new IndexWriteResult(0, 0, List.of(), false);
        for (var bulk : inBulks(index, mustBeAlias, documents)) {
            result = result.and(sort(
                    ElasticsearchExceptionTranslator.call(() -> client.bulk(request -> request.operations(bulk)))));
        }
        return result;
    }

    /// Elasticsearch holds a whole request in memory, and refuses what its breaker has no room for.
    private List<List<BulkOperation>> inBulks(String index, boolean mustBeAlias, List<VersionedDocument> documents) {
        var bulks = new ArrayList<List<BulkOperation>>();
        var bulk = new ArrayList<BulkOperation>();
        var bytes = 0L;
        for (var each : documents) {
            var written = BinaryData.of(json.writeValueAsBytes(each.document()), ContentType.APPLICATION_JSON);
            if (!bulk.isEmpty() && bytes + written.size() > limits.bulkBytes()) {
                bulks.add(bulk);
                bulk = new ArrayList<>();
                bytes = 0;
            }
            bytes += written.size();
            bulk.add(BulkOperation.of(operation -> operation.index(into -> into.index(index)
                    .id(each.id())
                    .version(each.version())
                    .versionType(VersionType.External)
                    .requireAlias(mustBeAlias)
                    .document(written))));
        }
        bulks.add(bulk);
        return bulks;
    }

    private static IndexWriteResult sort(BulkResponse response) {
        var written = 0;
        var superseded = 0;
        var missing = false;
        var refused = new ArrayList<IndexWriteResult.Refused>();
        for (BulkResponseItem item : response.items()) {
            if (item.error() == null) {
                written++;
            } else if (item.status() == CONFLICT) {
                superseded++; // somebody wrote a newer view of the same event
            } else if (item.status() == NOT_FOUND) {
                missing = true;
            } else if (ElasticsearchExceptionTranslator.passes(item.status())) {
                throw new IndexUnavailableException("Elasticsearch took no document: " + reason(item));
            } else {
                refused.add(new IndexWriteResult.Refused(String.valueOf(item.id()), reason(item)));
            }
        }
        return new IndexWriteResult(written, superseded, List.copyOf(refused), missing);
    }

    private static String reason(BulkResponseItem item) {
        var error = item.error();
        if (error == null) {
            return "status " + item.status();
        }
        var cause = error.causedBy();
        return error.type() + ": " + error.reason() + (cause == null ? "" : " (" + cause.reason() + ")");
    }
}
