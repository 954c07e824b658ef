package dev.boxoffice.platform.servlet.idempotency;

import dev.boxoffice.platform.servlet.ServiceProperties;
import dev.boxoffice.platform.servlet.problem.RefusalProblems;
import java.time.Clock;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Wires [Idempotent] around controllers of every service.
@AutoConfiguration
@EnableConfigurationProperties({IdempotencyProperties.class, ServiceProperties.class})
public class IdempotencyConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DefaultPointcutAdvisor idempotentAdvisor(
            org.springframework.beans.factory.ObjectProvider<IdempotencyInterceptor> calls) {
        // Looked up at the first call: an advisor that pulled in the data source would start it too early.
        var advisor = new DefaultPointcutAdvisor(
                AnnotationMatchingPointcut.forMethodAnnotation(Idempotent.class),
                (org.aopalliance.intercept.MethodInterceptor)
                        invocation -> calls.getObject().invoke(invocation));
        advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return advisor;
    }

    @Bean
    IdempotencyInterceptor idempotencyInterceptor(
            JdbcClient jdbc,
            JsonMapper json,
            PlatformTransactionManager transactions,
            IdempotencyProperties properties,
            ServiceProperties service,
            RefusalProblems refusals,
            Clock clock) {
        return new IdempotencyInterceptor(
                new IdempotencyKeyRepository(jdbc, json, service.ownSchema()),
                new TransactionTemplate(transactions),
                properties,
                clock,
                new AnswerCodec(json, refusals));
    }

    @Bean
    IdempotencyPurgeWorker idempotencyPurgeWorker(
            JdbcClient jdbc,
            JsonMapper json,
            ServiceProperties service,
            IdempotencyProperties properties,
            Clock clock) {
        return new IdempotencyPurgeWorker(
                new IdempotencyKeyRepository(jdbc, json, service.ownSchema()), properties, clock);
    }
}
