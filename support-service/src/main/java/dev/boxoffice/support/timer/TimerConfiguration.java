package dev.boxoffice.support.timer;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimerConfiguration {

    @Bean
    Loop timerLoop(TimerWorker worker, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("timers", workers.timerPoll(), workers.timerLanes(), workers, worker::wakeDue);
    }
}
