package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Builds the client for Stripe, or for the simulator that speaks like it.
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    private static final String KEPT_CONNECTIONS = "http.maxConnections";

    @Bean
    StripeClient stripeClient(StripeProperties properties, OutgoingCallMetrics calls) {
        keepConnections(properties.keptConnections());
        return StripeClient.builder()
                .setHttpClient(new ObservedStripeHttpClient(calls))
                .setApiBase(properties.apiBase().toString())
                .setApiKey(properties.secretKey())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(properties.networkRetries())
                .build();
    }

    /// The JDK's client keeps five idle connections to a host unless it is told otherwise, before the first is made.
    private static void keepConnections(int most) {
        if (System.getProperty(KEPT_CONNECTIONS) == null) {
            System.setProperty(KEPT_CONNECTIONS, Integer.toString(most));
        }
    }
}
