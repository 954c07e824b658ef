package dev.boxoffice.support.feed;

import dev.boxoffice.support.Loop;
import dev.boxoffice.support.SupportProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    Loop feedLoop(PlatformFeed feed, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("platform-feed", workers.feedPoll(), workers, feed::readAll);
    }

    @Bean
    Loop platformWatchLoop(PlatformWatch watch, SupportProperties properties) {
        var workers = properties.workers();
        return new Loop("platform-watch", workers.paymentWatch(), workers, watch::look);
    }
}
