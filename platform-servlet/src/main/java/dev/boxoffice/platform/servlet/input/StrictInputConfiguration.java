package dev.boxoffice.platform.servlet.input;

import dev.boxoffice.platform.input.Rfc3339;
import dev.boxoffice.platform.input.StrictJson;
import dev.boxoffice.platform.servlet.problem.ProblemConfiguration;
import dev.boxoffice.platform.servlet.problem.ProblemWriter;
import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// What is not understood is refused and named, in every service alike.
@AutoConfiguration(after = ProblemConfiguration.class)
public class StrictInputConfiguration {
    @Bean
    ServerHttpMessageConvertersCustomizer strictJsonBodies(JsonMapper application) {
        return converters -> converters.withJsonConverter(strict(application));
    }

    private static JacksonJsonHttpMessageConverter strict(JsonMapper application) {
        return new JacksonJsonHttpMessageConverter(StrictJson.mapper(application)
                .rebuild()
                .addHandler(new UnknownMemberAdvice.Collector())
                .build());
    }

    @Bean
    UnknownMemberAdvice unknownMemberAdvice() {
        return new UnknownMemberAdvice();
    }

    @Bean
    WebMvcConfigurer strictRequests(JsonMapper application) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AcceptInterceptor());
                registry.addInterceptor(new QueryParameterInterceptor());
                registry.addInterceptor(new UnreadBodyInterceptor(strict(application)));
            }

            // RFC 3339 alone: Spring's own would also take milliseconds and the dates of mails.
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, Instant.class, text -> Rfc3339.inRange(Instant.parse(text)));
            }
        };
    }

    /// After the request has an id, before anything reads its address.
    @Bean
    FilterRegistrationBean<WellFormedRequestFilter> wellFormedRequestFilter(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new WellFormedRequestFilter(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        return registration;
    }

    /// Before whoever reads a parameter.
    @Bean
    FilterRegistrationBean<BlankParameterFilter> blankParameterFilter() {
        var registration = new FilterRegistrationBean<>(new BlankParameterFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 16);
        return registration;
    }
}
