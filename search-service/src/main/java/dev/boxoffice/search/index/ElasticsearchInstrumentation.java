package dev.boxoffice.search.index;

import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.instrumentation.Instrumentation;
import dev.boxoffice.platform.client.OutgoingCall;
import dev.boxoffice.platform.client.OutgoingCallMetrics;

/// Each call of Elasticsearch, measured and traced by its operation (`search`, `bulk`).
record ElasticsearchInstrumentation(OutgoingCallMetrics calls) implements Instrumentation {

    @Override
    public <T> Context newContext(T request, Endpoint<T, ?, ?> endpoint) {
        return new Measured(calls.begin("elasticsearch", endpoint.method(request), endpoint.id(), (_, _) -> {}));
    }

    private record Measured(OutgoingCall call) implements Context {

        @Override
        public ThreadScope makeCurrent() {
            return () -> {};
        }

        @Override
        public void beforeSendingHttpRequest(TransportHttpClient.Request request, TransportOptions options) {}

        @Override
        public void afterReceivingHttpResponse(TransportHttpClient.Response response) {
            call.answered(response.statusCode());
        }

        @Override
        public <R> void afterDecodingApiResponse(R response) {}

        @Override
        public void recordException(Throwable failure) {
            call.failed(failure);
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
