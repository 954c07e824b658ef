package dev.boxoffice.support.clock;

import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SlaConfiguration {

    @Bean
    SlaPolicy slaPolicy(SupportProperties properties) {
        return SlaPolicy.of(properties);
    }
}
