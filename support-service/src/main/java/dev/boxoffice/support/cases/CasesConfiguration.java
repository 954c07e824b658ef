package dev.boxoffice.support.cases;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CasesConfiguration {

    @Bean
    Loop assignmentLoop(Assignment assignment, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("assignment", workers.assignment(), workers, assignment::assignWaiting);
    }

    @Bean
    Loop streamLoop(CaseStream stream, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("case-stream", workers.streamPoll(), workers, stream::sendChanges);
    }
}
