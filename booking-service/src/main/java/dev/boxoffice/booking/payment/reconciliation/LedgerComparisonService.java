package dev.boxoffice.booking.payment.reconciliation;

import dev.boxoffice.booking.booking.ledger.LedgerBalance;
import dev.boxoffice.booking.booking.ledger.LedgerRepository;
import dev.boxoffice.booking.payment.reconciliation.LedgerComparison.Difference;
import dev.boxoffice.booking.payment.stripe.StripePaymentHistoryClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// B13: holds the ledger against Stripe, payment by payment, to the cent.
@Service
class LedgerComparisonService {

    private static final int PAGE = 100;

    private final LedgerRepository ledger;
    private final StripePaymentHistoryClient stripe;

    LedgerComparisonService(LedgerRepository ledger, StripePaymentHistoryClient stripe) {
        this.ledger = ledger;
        this.stripe = stripe;
    }

    /// @param after the last payment of the page before; null for the first
    LedgerComparison compare(@Nullable String after) {
        var balances = ledger.balances(after, PAGE);
        var differences = new ArrayList<Difference>();
        for (var balance : balances) {
            var told = stripe.balanceOf(balance.intent()).orElse(null);
            if (!balance.balance().equals(told)) {
                differences.add(
                        new Difference(balance.event(), balance.booking(), balance.intent(), balance.balance(), told));
            }
        }
        return new LedgerComparison(balances.size(), differences, next(balances));
    }

    private static @Nullable String next(List<LedgerBalance> balances) {
        return balances.size() < PAGE ? null : balances.getLast().intent();
    }
}
