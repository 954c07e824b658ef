package dev.boxoffice.booking.payment.stripe;

import com.stripe.StripeClient;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Builds the client for Stripe, or for the simulator that speaks like it.
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    @Bean
    StripeClient stripeClient(StripeProperties properties, OutgoingCallMetrics calls) {
        return StripeClient.builder()
                .setHttpClient(new ObservedStripeHttpClient(calls))
                .setApiBase(properties.apiBase().toString())
                .setApiKey(properties.secretKey())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setReadTimeout((int) properties.readTimeout().toMillis())
                .setMaxNetworkRetries(properties.networkRetries())
                .build();
    }
}
