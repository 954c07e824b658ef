package dev.boxoffice.platform.outbox;

import dev.boxoffice.platform.servlet.ServiceProperties;
import dev.boxoffice.platform.tracing.TracePropagation;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
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
    OutboxRepository outbox(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            ServiceProperties service,
            TracePropagation traces,
            ObjectProvider<OutboxWorker> worker) {
        return new OutboxRepository(
                jdbc,
                json,
                clock,
                service.ownSchema(),
                traces,
                message -> worker.getObject().handOver(message));
    }

    @Bean
    OutboxWorker outboxWorker(
            OutboxRepository outbox,
            StringRedisTemplate redis,
            JsonMapper json,
            PlatformTransactionManager transactions,
            OutboxProperties properties,
            ServiceProperties service,
            Clock clock) {
        return new OutboxWorker(
                outbox,
                new OutboxStreamStore(redis, json, service.ownSchema(), properties.streamLength()),
                new TransactionTemplate(transactions),
                properties,
                clock);
    }

    @Bean
    OutboxMetrics outboxMetrics(OutboxRepository outbox, Clock clock) {
        return new OutboxMetrics(outbox, clock);
    }
}
