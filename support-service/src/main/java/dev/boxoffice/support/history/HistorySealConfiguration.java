package dev.boxoffice.support.history;

import dev.boxoffice.platform.servlet.audit.AuditSealRepository;
import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.platform.servlet.audit.AuditSealWorker;
import dev.boxoffice.platform.servlet.audit.SealedTable;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals the histories of cases and incidents.
@Configuration(proxyBeanMethods = false)
class HistorySealConfiguration {

    @Bean
    AuditSealService historySeals(JdbcClient jdbc) {
        return new AuditSealService(new AuditSealRepository(
                jdbc,
                new SealedTable(
                        "support",
                        "support.case_event",
                        "id, case_id, incident_id, clock_id, extract(epoch from at), actor, type, data")));
    }

    @Bean
    AuditSealWorker historySealWorker(AuditSealService seals, Clock clock) {
        return new AuditSealWorker(seals, clock);
    }
}
