package dev.boxoffice.platform.servlet.web;

import dev.boxoffice.platform.servlet.idempotency.RequestFingerprintFilter;
import dev.boxoffice.platform.servlet.problem.ProblemConfiguration;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Filters and arguments every service's controllers rely on.
@AutoConfiguration(after = ProblemConfiguration.class)
@EnableConfigurationProperties(BodyLimitProperties.class)
public class ServletWebConfiguration {

    @Bean
    FilterRegistrationBean<Filter> requestIdFilter() {
        return ordered(new RequestIdFilter(), Ordered.HIGHEST_PRECEDENCE + 10);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimitFilter(BodyLimitProperties limits, ProblemWriter problems) {
        return ordered(new BodyLimitFilter(limits, problems), Ordered.HIGHEST_PRECEDENCE + 20);
    }

    /// After security: one caller has one of them.
    @Bean
    FilterRegistrationBean<Filter> largeBodyFilter(BodyLimitProperties limits, ProblemWriter problems) {
        return ordered(new LargeBodyFilter(limits, problems), -1);
    }

    /// After security (order -100): a request that is refused anyway is not worth hashing.
    @Bean
    FilterRegistrationBean<Filter> requestFingerprintFilter(ProblemWriter problems) {
        return ordered(new RequestFingerprintFilter(problems), 0);
    }

    @Bean
    WebMvcConfigurer pageArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PageQueryResolver());
            }
        };
    }

    private static FilterRegistrationBean<Filter> ordered(Filter filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
