package dev.boxoffice.search.query;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.boxoffice.search.index.Elasticsearch;
import dev.boxoffice.search.index.ElasticsearchProperties;
import dev.boxoffice.search.index.IndexUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// The way of queries to Elasticsearch: so many at once and no more, and none while it was just found not to answer.
@Component
final class IndexGateway {

    private final ElasticsearchClient client;
    private final Semaphore places;
    private final Duration patience;
    private final Duration rest;
    private final AtomicLong restsUntilNanos = new AtomicLong(System.nanoTime());

    IndexGateway(@Qualifier("queryClient") ElasticsearchClient client, ElasticsearchProperties settings) {
        this.client = client;
        this.places = new Semaphore(settings.maxConnections());
        this.patience = settings.connectTimeout();
        this.rest = settings.restAfterFailure();
    }

    /// @throws IndexUnavailableException when there is no answer to be had now
    SearchResponse<IndexedEvent> search(SearchRequest request) {
        if (System.nanoTime() - restsUntilNanos.get() < 0) {
            throw new IndexUnavailableException("Elasticsearch did not answer a moment ago");
        }
        if (!enter()) {
            throw new IndexUnavailableException("Too many searches at once");
        }
        try {
            return Elasticsearch.call(() -> client.search(request, IndexedEvent.class));
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
