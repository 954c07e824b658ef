package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Writes whole documents into the live index and, during a rebuild, into the one being built beside it.
@Component
public final class IndexWriteClient {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ElasticsearchClient client;
    private final String alias;
    private final AtomicReference<@Nullable String> underConstruction = new AtomicReference<>();

    IndexWriteClient(@Qualifier("writeClient") ElasticsearchClient client, IndexProperties properties) {
        this.client = client;
        this.alias = properties.alias();
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
        var live = bulk(alias, true, documents);
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
        ElasticsearchExceptionTranslator.call(
                () -> client.indices().refresh(request -> request.index(alias).ignoreUnavailable(true)));
    }

    private IndexWriteResult bulk(String index, boolean mustBeAlias, List<VersionedDocument> documents) {
        if (documents.isEmpty()) {
            return new IndexWriteResult(0, 0, List.of(), false);
        }
        List<BulkOperation> operations = documents.stream()
                .map(each -> BulkOperation.of(operation -> operation.index(into -> into.index(index)
                        .id(each.id())
                        .version(each.version())
                        .versionType(VersionType.External)
                        .requireAlias(mustBeAlias)
                        .document(each.document()))))
                .toList();
        return sort(
                ElasticsearchExceptionTranslator.call(() -> client.bulk(request -> request.operations(operations))));
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
