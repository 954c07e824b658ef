package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.search.ResponseBody;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;

/// Tells an outage, which passes, from a mistake of ours, which does not.
public final class ElasticsearchExceptionTranslator {

    private ElasticsearchExceptionTranslator() {}

    /// A call to Elasticsearch.
    @FunctionalInterface
    public interface Call<T> {
        T make() throws IOException;
    }

    /// @throws IndexUnavailableException when Elasticsearch is down, overloaded or has lost the index
    public static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (ElasticsearchException answer) {
            throw refusal(answer);
        } catch (TransportException failure) {
            throw new IndexUnavailableException("Elasticsearch cannot be understood", failure);
        } catch (IOException failure) {
            throw new IndexUnavailableException("Elasticsearch does not answer", failure);
        }
    }

    /// One of several answers that came together.
    ///
    /// @throws IndexUnavailableException as `call` does
    public static <T> ResponseBody<T> result(MultiSearchResponseItem<T> item) {
        if (item.isFailure()) {
            throw refusal(new ElasticsearchException("es/msearch", item.failure()));
        }
        return item.result();
    }

    private static RuntimeException refusal(ElasticsearchException answer) {
        return passes(answer.status())
                ? new IndexUnavailableException("Elasticsearch answers " + answer.status(), answer)
                : answer;
    }

    /// 404 is a lost index (it comes back by a rebuild), 429 overload, 403 a full disk (the index is then read-only).
    static boolean passes(int status) {
        return status == 404 || status == 403 || status == 408 || status == 429 || status >= 500;
    }
}
