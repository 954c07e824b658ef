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

/// The way of queries to Elasticsearch: so many at once and no more, and none while it was just found not to answer.
@Component
public final class SearchIndexClient {

    private final ElasticsearchClient client;
    private final Semaphore places;
    private final Duration patience;
    private final Duration rest;
    private final AtomicLong restsUntilNanos = new AtomicLong(System.nanoTime());

    SearchIndexClient(@Qualifier("queryClient") ElasticsearchClient client, ElasticsearchProperties settings) {
        this.client = client;
        this.places = new Semaphore(settings.maxConnections());
        this.patience = settings.connectTimeout();
        this.rest = settings.restAfterFailure();
    }

    /// @throws IndexUnavailableException when there is no answer to be had now
    SearchResponse<IndexedEvent> search(SearchRequest request) {
        return ask(() -> client.search(request, IndexedEvent.class));
    }

    /// Several questions in one request, which Elasticsearch works on side by side; their answers in the same order.
    ///
    /// @throws IndexUnavailableException when any of them has no answer now
    List<ResponseBody<IndexedEvent>> search(MsearchRequest request) {
        return ask(() -> client.msearch(request, IndexedEvent.class)).responses().stream()
                .map(ElasticsearchExceptionTranslator::result)
                .toList();
    }

    private <T> T ask(ElasticsearchExceptionTranslator.Call<T> question) {
        if (System.nanoTime() - restsUntilNanos.get() < 0) {
            throw new IndexUnavailableException("Elasticsearch did not answer a moment ago");
        }
        if (!enter()) {
            throw new IndexUnavailableException("Too many searches at once");
        }
        try {
            return ElasticsearchExceptionTranslator.call(question);
        } catch (IndexUnavailableException failed) {
            // An answer, be it that the index is missing, costs nobody a wait.
            if (!(failed.getCause() instanceof ElasticsearchException)) {
                restsUntilNanos.set(System.nanoTime() + rest.toNanos());
            }
            throw failed;
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
