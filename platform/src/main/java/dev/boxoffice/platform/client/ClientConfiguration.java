package dev.boxoffice.platform.client;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Gives a service its [OutgoingCalls].
@AutoConfiguration
public class ClientConfiguration {

    @Bean
    OutgoingCalls outgoingCalls(ObservationRegistry observations) {
        return new OutgoingCalls(observations);
    }
}
