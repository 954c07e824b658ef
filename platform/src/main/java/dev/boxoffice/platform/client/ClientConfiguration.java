package dev.boxoffice.platform.client;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Gives a service its [OutgoingCallMetrics].
@AutoConfiguration
public class ClientConfiguration {

    @Bean
    OutgoingCallMetrics outgoingCalls(ObservationRegistry observations) {
        return new OutgoingCallMetrics(observations);
    }
}
