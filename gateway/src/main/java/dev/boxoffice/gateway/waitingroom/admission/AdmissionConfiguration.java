package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    AdmissionTokenSigner admissionTokenSigner(QueueProperties properties, Clock clock) {
        return new AdmissionTokenSigner(properties.signingKey(), clock);
    }
}
