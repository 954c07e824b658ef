package dev.boxoffice.event.code;

import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.servlet.problem.ConstraintProblem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A draft that is deleted while codes are made for it: whoever makes them comes too late.
@Configuration(proxyBeanMethods = false)
class CodeConflictConfiguration {

    @Bean
    ConstraintProblem eventOfCodesIsGone() {
        return new ConstraintProblem(
                "sale_code_series_event_id_fkey", ProblemTypes.NOT_FOUND, "There is no such event.");
    }
}
