package dev.boxoffice.support.incident;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

    @Bean
    Loop detectionLoop(DetectionSweep sweep, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("detection", workers.detection(), workers, sweep::sweep);
    }
}
