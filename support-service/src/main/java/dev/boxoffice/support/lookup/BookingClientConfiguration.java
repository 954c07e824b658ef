package dev.boxoffice.support.lookup;

import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.support.SupportProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/// A client for each instance of booking-service.
@Configuration(proxyBeanMethods = false)
class BookingClientConfiguration {

    @Bean
    BookingLookupService bookingLookupService(
            @Value("${boxoffice.services.booking:http://localhost:8082}") List<URI> instances,
            SupportProperties properties,
            OutgoingCallMetrics calls) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.snapshot().timeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.snapshot().timeout());
        var clients =
                instances.stream().map(instance -> client(instance, requests)).toList();
        return new BookingLookupService(clients, properties, calls);
    }

    private static BookingClient client(URI instance, JdkClientHttpRequestFactory requests) {
        var rest = RestClient.builder()
                .baseUrl(instance)
                .requestFactory(requests)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
                .build()
                .createClient(BookingClient.class);
    }
}
