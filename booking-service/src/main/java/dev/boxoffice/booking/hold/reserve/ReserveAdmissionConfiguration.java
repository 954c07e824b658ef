package dev.boxoffice.booking.hold.reserve;

import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Verifies the waiting room's admissions with the secret that the gateway signs them with.
@Configuration(proxyBeanMethods = false)
class ReserveAdmissionConfiguration {

    @Bean
    AdmissionTokenSigner admissionTokenSigner(AdmissionProperties properties, Clock clock) {
        return new AdmissionTokenSigner(properties.signingKey(), clock);
    }
}
