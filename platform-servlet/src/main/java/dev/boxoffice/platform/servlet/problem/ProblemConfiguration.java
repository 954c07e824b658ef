package dev.boxoffice.platform.servlet.problem;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/// Makes every refusal and failure of a service one problem+json.
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
public class ProblemConfiguration {

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    RefusalProblems refusalProblems(List<ConstraintProblem> constraints) {
        return new RefusalProblems(constraints);
    }

    @Bean
    ProblemAdvice problemAdvice(RefusalProblems refusals) {
        return new ProblemAdvice(refusals);
    }

    @Bean
    ProblemTraceAdvice traceOnProblems() {
        return new ProblemTraceAdvice();
    }

    @Bean
    ProblemErrorController problemErrorController() {
        return new ProblemErrorController();
    }

    /// What Tomcat refuses before any filter runs. Boot's own valve stands before it, and leaves alone what is
    /// answered.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(json)));
    }
}
