package dev.boxoffice.support.lookup;

import dev.boxoffice.platform.client.OutgoingCallMetrics;
import dev.boxoffice.support.SupportProperties;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/// The client of booking-service, whose instances are the addresses of its names.
@Configuration(proxyBeanMethods = false)
class BookingClientConfiguration {

    @Bean
    InstanceAddressFinder bookingAddressFinder(
            @Value("${boxoffice.services.booking:http://localhost:8082}") List<URI> names,
            SupportProperties properties,
            Clock clock) {
        return new InstanceAddressFinder(
                names, InetAddress::getAllByName, properties.snapshot().passOver(), clock);
    }

    @Bean
    BookingLookupService bookingLookupService(
            InstanceAddressFinder addresses, SupportProperties properties, OutgoingCallMetrics calls) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.snapshot().timeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.snapshot().timeout());
        return new BookingLookupService(client(requests), addresses, properties, calls);
    }

    private static BookingClient client(JdkClientHttpRequestFactory requests) {
        var rest = RestClient.builder()
                .requestFactory(requests)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
                .build()
                .createClient(BookingClient.class);
    }
}
