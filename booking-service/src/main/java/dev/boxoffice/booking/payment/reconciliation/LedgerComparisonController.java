package dev.boxoffice.booking.payment.reconciliation;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /operator/ledger-comparison`: whether the ledger is what Stripe has. Inside the platform only.
@RestController
class LedgerComparisonController {

    private final LedgerComparisonService comparisons;

    LedgerComparisonController(LedgerComparisonService comparisons) {
        this.comparisons = comparisons;
    }

    @GetMapping("/operator/ledger-comparison")
    LedgerComparison compare(@RequestParam(required = false) @Nullable String after) {
        return comparisons.compare(after);
    }
}
