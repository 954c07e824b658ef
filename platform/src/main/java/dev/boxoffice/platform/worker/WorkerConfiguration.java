package dev.boxoffice.platform.worker;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/// Starts the process's background work; `boxoffice.workers.enabled=false` leaves it to a test.
@AutoConfiguration
public class WorkerConfiguration {
    @Bean
    @ConditionalOnProperty(name = "boxoffice.workers.enabled", matchIfMissing = true)
    WorkerScheduler workerScheduler(ObjectProvider<Worker> workers, MeterRegistry metrics) {
        return new WorkerScheduler(List.copyOf(workers.orderedStream().toList()), metrics);
    }
}
