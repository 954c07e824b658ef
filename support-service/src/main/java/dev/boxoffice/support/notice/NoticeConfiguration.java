package dev.boxoffice.support.notice;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    @Bean
    Loop mailLoop(MailRelay relay, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("mail", workers.mailPoll(), workers, relay::sendDue);
    }
}
