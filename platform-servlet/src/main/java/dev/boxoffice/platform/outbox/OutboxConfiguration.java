package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.servlet.ServiceProperties;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Gives a service its [OutboxRepository]; `boxoffice.outbox.present=false` for one without that table.
@AutoConfiguration
@ConditionalOnProperty(name = "boxoffice.outbox.present", matchIfMissing = true)
@EnableConfigurationProperties({OutboxProperties.class, ServiceProperties.class})
public class OutboxConfiguration {

    @Bean
    OutboxWorker outboxRelay(
            JdbcClient jdbc,
            StringRedisTemplate redis,
            PlatformTransactionManager transactions,
            JsonMapper json,
            OutboxProperties properties,
            ServiceProperties service,
            Clock clock) {
        return new OutboxWorker(
                jdbc,
                redis,
                new TransactionTemplate(transactions),
                json,
                new OutboxWorker.Settings(properties, service.ownSchema(), clock));
    }

    @Bean
    OutboxRepository outbox(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            ServiceProperties service,
            OutboxWorker relay,
            TracePropagation traces) {
        return new OutboxRepository(jdbc, json, clock, service.ownSchema(), traces, relay::nudge);
    }

    @Bean
    OutboxMetrics outboxMetrics(JdbcClient jdbc, ServiceProperties service, Clock clock) {
        return new OutboxMetrics(jdbc, clock, service.ownSchema() + ".outbox");
    }
}
