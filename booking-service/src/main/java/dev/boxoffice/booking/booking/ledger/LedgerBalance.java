package dev.boxoffice.booking.booking.ledger;

import dev.boxoffice.platform.money.Money;
import java.util.UUID;

/// What the ledger says is left of one payment.
public record LedgerBalance(UUID event, UUID booking, String intent, Money balance) {}
