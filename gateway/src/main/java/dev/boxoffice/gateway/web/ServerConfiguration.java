package dev.boxoffice.gateway.web;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/// What Reactor Netty leaves to us.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    private static final String NAME = "boxoffice.bareAnswers";

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> bareAnswers() {
        return factory -> factory.addServerCustomizers(server -> server.doOnChannelInit((_, channel, _) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new BareAnswerHandler());
            }
        }));
    }
}
