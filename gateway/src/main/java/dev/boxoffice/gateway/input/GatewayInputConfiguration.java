package dev.boxoffice.gateway.input;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/// What is not understood is refused and named. What services answer to the gateway is still read leniently.
@Configuration(proxyBeanMethods = false)
class GatewayInputConfiguration {

    @Bean
    WebFluxConfigurer strictJsonBodies(JsonMapper application) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(application));
            }
        };
    }

    /// After whoever changes the request.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebFilter blankQueryFilter() {
        return (exchange, chain) -> {
            ServerHttpRequest request = exchange.getRequest();
            return request.getURI().getRawQuery() == null
                    ? chain.filter(exchange)
                    : chain.filter(exchange.mutate()
                            .request(new PresentQueryRequest(request))
                            .build());
        };
    }

    @Bean
    WebFluxRegistrations strictQueries() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new StrictQueryHandlerMapping();
            }
        };
    }
}
