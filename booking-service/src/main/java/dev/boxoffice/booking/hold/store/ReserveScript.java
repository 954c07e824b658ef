package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.catalogue.code.CodeProperties;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `reserve.lua`: decides who holds a seat.
@Component
public class ReserveScript {

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final HoldProperties properties;
    private final CodeProperties codes;
    private final RedisScript<List<String>> script;

    @Autowired
    ReserveScript(StringRedisTemplate redis, RedisGuard guard, HoldProperties properties, CodeProperties codes) {
        this(redis, guard, properties, codes, LuaScript.text("reserve"));
    }

    /// For the test that runs it with its guard cut out.
    ///
    /// @param source of the script
    public ReserveScript(
            StringRedisTemplate redis,
            RedisGuard guard,
            HoldProperties properties,
            CodeProperties codes,
            String source) {
        this.redis = redis;
        this.guard = guard;
        this.properties = properties;
        this.codes = codes;
        this.script = LuaScript.fromText(source);
    }

    /// Empty when Redis is out.
    ///
    /// @param keyOwner the key of [IdempotencyKeyStore], where the script may look at it
    public Optional<ReserveReply> run(ReserveCommand command, @Nullable String keyOwner) {
        var keyNames = keys(command, keyOwner);
        var arguments = arguments(command).toArray();
        return guard.askTwice(() -> redis.execute(script, keyNames, arguments)).map(ReserveReply::read);
    }

    private static List<String> keys(ReserveCommand command, @Nullable String keyOwner) {
        var keys = SeatKeys.of(command.sale().id());
        var idempotency = command.idempotency();
        var names = new ArrayList<>(List.of(
                keys.loaded(),
                keys.held(),
                keys.booked(),
                keys.version(),
                keys.changes(),
                keys.owned(),
                keys.buyer(command.buyer()),
                keys.hold(command.holdKey()),
                keys.idempotency(idempotency == null ? "" : idempotency.key()),
                keys.queueOn(),
                keys.queueDone(orEmpty(command.admission())),
                keys.guesses(command.buyer()),
                keys.codeUses()));
        if (keyOwner != null) {
            names.add(keyOwner);
        }
        return names;
    }

    private List<String> arguments(ReserveCommand command) {
        var sale = command.sale();
        var idempotency = command.idempotency();
        var arguments = new ArrayList<>(List.of(
                SeatKeys.of(sale.id()).prefix(),
                command.holdKey(),
                command.buyer().text(),
                Long.toString(properties.ttl().toMillis()),
                Integer.toString(sale.maxPerCustomer()),
                millis(sale.sales().from()),
                millis(sale.sales().until()),
                idempotency == null ? "" : idempotency.requestHash(),
                Long.toString(properties.idempotencyTtl().toMillis()),
                orEmpty(command.admission()),
                sale.waitingRoom().name(),
                Integer.toString(SeatKeys.CHANGES_LENGTH),
                Integer.toString(command.quantity()),
                mode(command.seats()),
                Long.toString(properties.refusalTtl().toMillis()),
                Integer.toString(properties.maxIdempotencyKeys()),
                command.price().toText()));
        addCode(command.code(), arguments);
        arguments.add(sale.orphanRule().name());
        arguments.add(command.seats() instanceof SeatChoice.Exactly(var _, var around) ? around : "");
        numbers(command.seats()).map(String::valueOf).forEach(arguments::add);
        return arguments;
    }

    private void addCode(@Nullable CodeCheck check, List<String> arguments) {
        arguments.addAll(
                switch (check) {
                    case null -> List.of("", "");
                    case CodeCheck.Refused(var reason) -> List.of(reason.name(), termsText("0", "0", "0", "0", "0"));
                    case CodeCheck.Known(var terms) ->
                        List.of(
                                Integer.toString(terms.number()),
                                termsText(
                                        millis(terms.validFrom()),
                                        millis(terms.validUntil()),
                                        terms.opensSale() ? "1" : "0",
                                        orZero(terms.uses()),
                                        orZero(terms.usesPerCustomer())));
                });
    }

    /// In one argument: few requests come with a code, and each argument costs all of them.
    private String termsText(String... ofCode) {
        return String.join(" ", ofCode) + " " + codes.guesses() + " "
                + codes.guessWindow().toMillis();
    }

    private static String orZero(@Nullable Integer number) {
        return number == null ? "0" : number.toString();
    }

    private static String mode(SeatChoice seats) {
        return switch (seats) {
            case SeatChoice.Exactly _ -> "listed";
            case SeatChoice.FirstFree _ -> "try";
            case SeatChoice.AnyOf _ -> "any";
            case SeatChoice.Nothing _ -> "none";
        };
    }

    private static Stream<Integer> numbers(SeatChoice seats) {
        return switch (seats) {
            case SeatChoice.Exactly(var ordinals, var _) -> ordinals.stream();
            case SeatChoice.FirstFree(var alternatives) -> alternatives.stream().flatMap(List::stream);
            case SeatChoice.AnyOf(var candidates) -> candidates.stream();
            case SeatChoice.Nothing() -> Stream.empty();
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "0" : Long.toString(time.toEpochMilli());
    }
}
