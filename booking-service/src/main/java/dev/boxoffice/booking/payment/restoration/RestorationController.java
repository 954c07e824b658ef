package dev.boxoffice.booking.payment.restoration;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `POST /operator/restorations?since=`: after a restore, brings the database to what Stripe has had since, a
/// page at a time. Inside the platform only.
@RestController
class RestorationController {

    private static final Logger log = LoggerFactory.getLogger(RestorationController.class);

    private static final Pattern PAYMENT = Pattern.compile("pi_[A-Za-z0-9_]{1,250}");
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RestorationService restorations;

    RestorationController(RestorationService restorations) {
        this.restorations = restorations;
    }

    @PostMapping("/operator/restorations")
    RestorationResult restore(@RequestParam Instant since, @RequestParam(required = false) @Nullable String after) {
        if (after != null && !PAYMENT.matcher(after).matches()) {
            throw FieldErrors.single("after", "must be the next of a page before");
        }
        try {
            var result = restorations.restore(since, after);
            log.info("An operator has payments since {} restored: {}", since, result);
            return result;
        } catch (InvalidRequestException unknown) {
            throw FieldErrors.single("after", "must be the next of a page before");
        } catch (StripeException unanswered) {
            throw Problem.unavailable("Stripe does not answer; ask again.", PAUSE)
                    .toException();
        }
    }
}
