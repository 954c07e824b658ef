package dev.boxoffice.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.platform.readiness.FirstContact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Two clients: a burst of documents must not take the connections of searches, nor their short timeouts.
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    /// Bulk requests, rebuilds and housekeeping; few connections, long timeouts.
    private static final int WRITE_CONNECTIONS = 6;

    @Bean(destroyMethod = "close")
    RestClient queryConnections(ElasticsearchProperties settings) {
        return connections(settings, settings.queryTimeout(), settings.maxConnections());
    }

    @Bean(destroyMethod = "close")
    RestClient writeConnections(ElasticsearchProperties settings) {
        return connections(settings, settings.writeTimeout(), WRITE_CONNECTIONS);
    }

    @Bean
    ElasticsearchClient queryClient(RestClient queryConnections, JsonMapper json, OutgoingCallMetrics calls) {
        return client(queryConnections, json, calls);
    }

    @Bean
    ElasticsearchClient writeClient(RestClient writeConnections, JsonMapper json, OutgoingCallMetrics calls) {
        return client(writeConnections, json, calls);
    }

    @Bean
    FirstContact elasticsearchContact(ElasticsearchClient queryClient) {
        return new FirstContact("Elasticsearch", () -> queryClient.cluster().health());
    }

    private static ElasticsearchClient client(RestClient connections, JsonMapper json, OutgoingCallMetrics calls) {
        return new ElasticsearchClient(new RestClientTransport(
                connections, new Jackson3JsonpMapper(json), null, new ElasticsearchInstrumentation(calls)));
    }

    private static RestClient connections(ElasticsearchProperties settings, Duration answerTimeout, int most) {
        var nodes = settings.url().stream()
                .map(uri -> HttpHost.create(uri.toString()))
                .toArray(HttpHost[]::new);
        return RestClient.builder(nodes)
                .setDefaultHeaders(credentials(settings))
                .setRequestConfigCallback(request -> request.setConnectTimeout(
                                (int) settings.connectTimeout().toMillis())
                        .setSocketTimeout((int) answerTimeout.toMillis())
                        .setConnectionRequestTimeout(
                                (int) settings.connectTimeout().toMillis()))
                .setHttpClientConfigCallback(http -> http.setMaxConnTotal(most).setMaxConnPerRoute(most))
                .build();
    }

    private static Header[] credentials(ElasticsearchProperties settings) {
        if (settings.username() == null) {
            return new Header[0];
        }
        var pair = settings.username() + ":" + (settings.password() == null ? "" : settings.password());
        var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Header[] {new BasicHeader("Authorization", "Basic " + basic)};
    }
}
