package dev.boxoffice.gateway.docs;

import java.time.Duration;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.webjars.WebJarVersionLocator;

/// Serves Swagger UI's script and style sheet out of its WebJar, and nothing else of it: the page is our own.
@Configuration(proxyBeanMethods = false)
class ViewerConfiguration {

    private static final String VIEWER = "swagger-ui";

    @Bean
    WebFluxConfigurer viewerResources() {
        String version = Objects.requireNonNull(new WebJarVersionLocator().version(VIEWER), "no WebJar of the viewer");
        return new WebFluxConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/assets/viewer/swagger-ui*")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/" + VIEWER + "/" + version + "/")
                        .setCacheControl(
                                CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
            }
        };
    }
}
