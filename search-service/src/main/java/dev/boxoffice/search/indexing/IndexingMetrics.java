package dev.boxoffice.search.indexing;

import dev.boxoffice.search.index.IndexWriteResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts documents by what became of them; their rate is the documents per second of a rebuild or a busy sale.
@Component
final class IndexingMetrics {

    private final Counter written;
    private final Counter superseded;
    private final Counter refused;

    IndexingMetrics(MeterRegistry meters) {
        this.written = counter(meters, "written");
        this.superseded = counter(meters, "superseded");
        this.refused = counter(meters, "refused");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("boxoffice.search.documents")
                .description("Documents sent to Elasticsearch")
                .tag("outcome", outcome)
                .register(meters);
    }

    void documents(IndexWriteResult result) {
        written.increment(result.written());
        superseded.increment(result.superseded());
        refused.increment(result.refused().size());
    }
}
