package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Sends queries to Elasticsearch: a bounded number at once, and none for a moment after it did not answer. They go to
/// the index behind the alias, but for those that get another one ready.
@Component
public final class SearchIndexClient {

    private static final ScopedValue<String> OTHER = ScopedValue.newInstance();

    private final ElasticsearchClient client;
    private final String alias;
    private final Semaphore permits;
    private final Duration waitAtMost;
    private final Duration pauseAfterFailure;
    private final AtomicLong pausedUntilNanos = new AtomicLong(System.nanoTime());

    SearchIndexClient(
            @Qualifier("queryClient") ElasticsearchClient client,
            IndexProperties index,
            ElasticsearchProperties settings) {
        this.client = client;
        this.alias = index.alias();
        this.permits = new Semaphore(settings.maxConnections());
        this.waitAtMost = settings.connectTimeout();
        this.pauseAfterFailure = settings.restAfterFailure();
    }

    /// What a query must name.
    public String index() {
        return OTHER.orElse(alias);
    }

    /// Asks another index than searchers do.
    public static void inIndex(String other, Runnable questions) {
        ScopedValue.where(OTHER, other).run(questions);
    }

    /// @throws IndexUnavailableException when there is no answer to be had now
    public SearchResponse<IndexedEvent> search(SearchRequest request) {
        return ask(() -> client.search(request, IndexedEvent.class));
    }

    /// Several questions in one request, which Elasticsearch works on side by side; their answers in the same order.
    ///
    /// @throws IndexUnavailableException when any of them has no answer now
    public List<ResponseBody<IndexedEvent>> search(MsearchRequest request) {
        return ask(() -> client.msearch(request, IndexedEvent.class)).responses().stream()
                .map(ElasticsearchExceptionTranslator::result)
                .toList();
    }

    private <T> T ask(ElasticsearchExceptionTranslator.Call<T> question) {
        if (System.nanoTime() - pausedUntilNanos.get() < 0) {
            throw new IndexUnavailableException("Elasticsearch did not answer a moment ago");
        }
        if (!acquire()) {
            throw new IndexUnavailableException("Too many searches at once");
        }
        try {
            return ElasticsearchExceptionTranslator.call(question);
        } catch (IndexUnavailableException failed) {
            // An answer, be it that the index is missing, costs nobody a wait. And another index, which is being got
            // ready, may be slow without searchers having to do without theirs.
            if (!(failed.getCause() instanceof ElasticsearchException) && !OTHER.isBound()) {
                pausedUntilNanos.set(System.nanoTime() + pauseAfterFailure.toNanos());
            }
            throw failed;
        } finally {
            permits.release();
        }
    }

    private boolean acquire() {
        try {
            return permits.tryAcquire(waitAtMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
