package dev.boxoffice.support.watch;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    @Bean
    Loop syntheticLoop(SyntheticCase synthetic, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("synthetic-case", workers.synthetic(), workers, synthetic::open);
    }

    @Bean
    Loop reconcilerLoop(Reconciler reconciler, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("reconciler", workers.reconciliation(), workers, reconciler::reconcile);
    }

    @Bean
    Loop metricsLoop(DeskMetrics metrics, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("desk-metrics", workers.metrics(), workers, metrics::refresh);
    }

    @Bean
    Loop alarmLoop(MisrouteAlarm alarm, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("alarms", workers.alarms(), workers, alarm::look);
    }

    @Bean
    Loop unownedLoop(UnownedAlarm alarm, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("unowned", workers.alarms(), workers, alarm::look);
    }
}
