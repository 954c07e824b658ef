package dev.boxoffice.gateway.input;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
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
