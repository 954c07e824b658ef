package dev.boxoffice.event;

import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.servlet.problem.ConstraintProblem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Two imports that bring in the same thing at the same moment: one wins, the other is told to try again.
@Configuration(proxyBeanMethods = false)
class ImportConflictConfiguration {

    private static final ProblemType IMPORT_IN_PROGRESS =
            new ProblemType("import-in-progress", "Another import is bringing in the same", 409);
    private static final String TRY_AGAIN = "Another import has just brought in some of the same. Send it again.";

    @Bean
    ConstraintProblem sameEvent() {
        return new ConstraintProblem("event_source_is_unique", IMPORT_IN_PROGRESS, TRY_AGAIN);
    }

    @Bean
    ConstraintProblem sameVenue() {
        return new ConstraintProblem("venue_source_is_unique", IMPORT_IN_PROGRESS, TRY_AGAIN);
    }

    @Bean
    ConstraintProblem samePerformer() {
        return new ConstraintProblem("performer_source_is_unique", IMPORT_IN_PROGRESS, TRY_AGAIN);
    }
}
