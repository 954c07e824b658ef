package dev.boxoffice.booking.booking.claim;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.ClaimTimes;
import dev.boxoffice.booking.booking.mail.BuyerContact;
import dev.boxoffice.booking.booking.mail.BuyerContactRepository;
import dev.boxoffice.booking.commit.DeadlockRetry;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.id.UserHash;
import dev.boxoffice.platform.servlet.problem.ViolatedConstraint;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Claims seats in Postgres: one statement that takes all of them or changes nothing.
///
/// Locks are taken in one order everywhere: booking, tickets by ordinal, the customer's count. Two buyers who want the
/// same seats in any order therefore wait for each other, never crosswise; the second finds fewer seats than it wants
/// available and gets none.
@Repository
class SeatClaimRepository {

    private static final String CODE_LIMIT = "code_use_within_limit";

    /// A payment that waits for the buyer's browser gets a card from the server's side instead.
    private static final String SET_PAYMENT_METHOD = """
            with booked as (
                update booking.booking b
                   set status = 'PROCESSING', attempt = b.attempt + 1, version = b.version + 1, updated_at = :now
                 where b.event_id = :event and b.id = :booking and b.attempt = :attempt
                   and b.status in ('PROCESSING', 'REQUIRES_ACTION')
                   and exists (select from booking.payment_in_flight f
                                where f.event_id = :event and f.booking_id = :booking and f.answered
                                  and (f.method is null or b.status = 'REQUIRES_ACTION' and f.method <> :method))
                returning b.id
            )
            #contact#
            update booking.payment_in_flight
               set answered = false, started_at = :now, method = :method, next_check_at = :firstCheck
             where event_id = :event and booking_id = :booking and exists (select from booked)
            """;

    private final JdbcClient jdbc;

    SeatClaimRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty where the code has been used as often as it may be; then nothing was changed.
    ///
    /// @param resold whether some of the seats may be others' who sell them; then within a transaction that
    ///     has locked them
    Optional<ClaimRow> claim(NewClaim claim, boolean resold) {
        var hold = claim.hold();
        var contact = claim.claimant().contact();
        var price = claim.price();
        return unlessUsedUp(resold, () -> {
            var statement = statement(
                            SeatClaimStatement.firstTime(claim.isLimited(), contact != null, resold),
                            hold.event(),
                            claim.booking(),
                            hold.ordinals(),
                            claim.claimant().subject(),
                            claim.method(),
                            claim.times())
                    .param("hold", hold.key())
                    .param("heldAt", utc(hold.takenAt()))
                    .param("opensSale", claim.opensSale())
                    .param("amount", price.total().amount())
                    .param("amounts", price.amounts().toArray(Long[]::new))
                    .param("lines", linesOf(price), Types.VARCHAR)
                    .param("currency", price.total().currency())
                    .param("pricing", price.version())
                    .param("code", price.code(), Types.INTEGER)
                    .param("admission", claim.admission(), Types.VARCHAR)
                    .param("answered", false);
            if (claim.isLimited()) {
                var code = Objects.requireNonNull(claim.code());
                statement = statement
                        .param("codeUses", code.uses(), Types.INTEGER)
                        .param("codeUsesPerCustomer", code.usesPerCustomer(), Types.INTEGER)
                        .param("scope", hold.buyer().text());
            }
            return BuyerContactRepository.bind(statement, contact)
                    .query((row, _) -> ClaimRow.read(row))
                    .single();
        });
    }

    /// @param answered true where the payment has already been made, and only the seats are still to be had
    /// @param resold as in [#claim]
    Optional<ClaimRow> claimAgain(
            Booking booking,
            @Nullable String method,
            @Nullable BuyerContact contact,
            boolean answered,
            boolean resold,
            ClaimTimes times) {
        var code = booking.price().code();
        return unlessUsedUp(resold, () -> {
            var statement = statement(
                            SeatClaimStatement.onceMore(code != null, contact != null, resold),
                            booking.event(),
                            booking.id(),
                            booking.ordinals(),
                            booking.buyer(),
                            method,
                            times)
                    .param("attempt", booking.attempt().number())
                    .param("hold", booking.holdKey())
                    .param("answered", answered);
            if (code != null) {
                statement = statement
                        .param("code", code)
                        .param("scope", UserHash.of(booking.buyer()).text());
            }
            return BuyerContactRepository.bind(statement, contact)
                    .query((row, _) -> ClaimRow.read(row))
                    .single();
        });
    }

    /// What is part of a transaction cannot be repeated by itself, nor go on once it has failed.
    private static Optional<ClaimRow> unlessUsedUp(boolean resold, Supplier<ClaimRow> claim) {
        if (resold) {
            return Optional.of(claim.get());
        }
        try {
            return Optional.of(DeadlockRetry.run(claim));
        } catch (DataIntegrityViolationException refused) {
            if (CODE_LIMIT.equals(ViolatedConstraint.of(refused))) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    static @Nullable String linesOf(BookingPrice price) {
        return price.itemised() == null ? null : BookingLineConverter.toJson(price.itemised());
    }

    /// @return false where the payment no longer waits for the browser
    boolean setPaymentMethod(Booking booking, String method, @Nullable BuyerContact contact, ClaimTimes times) {
        var statement = jdbc.sql(SET_PAYMENT_METHOD.replace(
                        "#contact#", contact == null ? "" : BuyerContactRepository.SAVE_WITH_CLAIM))
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("attempt", booking.attempt().number())
                .param("method", method)
                .param("now", utc(times.now()))
                .param("firstCheck", utc(times.firstCheck()));
        return BuyerContactRepository.bind(statement, contact).update() == 1;
    }

    private JdbcClient.StatementSpec statement(
            String sql,
            UUID event,
            UUID booking,
            List<Integer> ordinals,
            String buyer,
            @Nullable String method,
            ClaimTimes times) {
        return jdbc.sql(sql)
                .param("event", event)
                .param("booking", booking)
                .param("ordinals", ordinals.toArray(Integer[]::new))
                .param("quantity", ordinals.size())
                .param("buyer", buyer)
                .param("method", method, Types.VARCHAR)
                .param("now", utc(times.now()))
                .param("deadline", utc(times.deadline()))
                .param("firstCheck", utc(times.firstCheck()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
