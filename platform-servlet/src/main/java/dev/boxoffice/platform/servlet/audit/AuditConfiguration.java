package dev.boxoffice.platform.servlet.audit;

import dev.boxoffice.platform.servlet.ServiceProperties;
import dev.boxoffice.platform.servlet.security.CurrentCaller;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Gives a service its [AuditRepository], and seals what it writes; `boxoffice.audit.present=true` for one
/// with these tables.
@AutoConfiguration
@ConditionalOnProperty("boxoffice.audit.present")
@EnableConfigurationProperties(ServiceProperties.class)
public class AuditConfiguration {

    @Bean
    AuditRepository audit(JdbcClient jdbc, JsonMapper json, Clock clock, ServiceProperties service) {
        return new AuditRepository(jdbc, json, clock, service.ownSchema(), CurrentCaller::find);
    }

    @Bean
    AuditSealService auditSeals(JdbcClient jdbc, ServiceProperties service) {
        return new AuditSealService(new AuditSealRepository(jdbc, SealedTable.auditOf(service.ownSchema())));
    }

    @Bean
    AuditSealWorker auditSealWorker(AuditSealService seals, Clock clock) {
        return new AuditSealWorker(seals, clock);
    }
}
