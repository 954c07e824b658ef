package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.catalogue.code.CodeProperties;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.redis.SeatKeys;
import dev.boxoffice.platform.redis.LuaScript;
import dev.boxoffice.platform.redis.RedisGuard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// `reserve.lua`: decides who holds a seat, for requests of one event.
@Component
public class ReserveScript {

    /// @param keyOwner the key of [IdempotencyKeyStore], where the script may look at it
    public record Request(ReserveCommand command, @Nullable String keyOwner) {}

    private final StringRedisTemplate redis;
    private final RedisGuard guard;
    private final HoldProperties properties;
    private final CodeProperties codes;
    private final RedisScript<List<List<String>>> script;

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
        this.script = LuaScript.listsFromText(source);
    }

    /// Answers in the order of the requests, all of them of one event. Empty when Redis is out.
    public Optional<List<ReserveReply>> run(UUID event, List<Request> requests) {
        var keyNames = keys(event);
        var arguments = new ArrayList<String>(settings(event));
        requests.forEach(request -> addRequest(request, arguments));
        return guard.askTwice(() -> redis.execute(script, keyNames, arguments.toArray()))
                .map(answers -> answers.stream().map(ReserveReply::read).toList());
    }

    private static List<String> keys(UUID event) {
        var keys = SeatKeys.of(event);
        return List.of(
                keys.loaded(),
                keys.held(),
                keys.holders(),
                keys.booked(),
                keys.version(),
                keys.changes(),
                keys.owned(),
                keys.queueOn(),
                keys.codeUses());
    }

    private List<String> settings(UUID event) {
        return List.of(
                SeatKeys.of(event).prefix(),
                Long.toString(properties.ttl().toMillis()),
                Integer.toString(SeatKeys.CHANGES_LENGTH),
                Long.toString(properties.idempotencyTtl().toMillis()),
                Long.toString(properties.refusalTtl().toMillis()),
                Integer.toString(properties.maxIdempotencyKeys()),
                Integer.toString(codes.guesses()),
                Long.toString(codes.guessWindow().toMillis()));
    }

    private static void addRequest(Request request, List<String> arguments) {
        var command = request.command();
        var idempotency = command.idempotency();
        var seats = command.seats();
        arguments.add(command.holdKey());
        arguments.add(command.buyer().text());
        arguments.add(Integer.toString(command.quantity()));
        arguments.add(mode(seats));
        arguments.add(terms(command.sale()));
        arguments.add(command.price().toText());
        arguments.add(orEmpty(command.admission()));
        addCode(command.code(), arguments);
        arguments.add(seats instanceof SeatChoice.Exactly(var _, var around) ? around : "");
        arguments.add(idempotency == null ? "" : idempotency.key());
        arguments.add(idempotency == null ? "" : idempotency.requestHash());
        arguments.add(orEmpty(request.keyOwner()));
        var ordinals = seats.ordinals();
        arguments.add(Integer.toString(ordinals.size()));
        ordinals.forEach(ordinal -> arguments.add(ordinal.toString()));
    }

    /// In one argument: requests that come at once have the same.
    private static String terms(EventSale sale) {
        return String.join(
                " ",
                Integer.toString(sale.maxPerCustomer()),
                millis(sale.sales().from()),
                millis(sale.sales().until()),
                sale.waitingRoom().name(),
                sale.orphanRule().name());
    }

    private static void addCode(@Nullable CodeCheck check, List<String> arguments) {
        arguments.addAll(
                switch (check) {
                    case null -> List.of("", "");
                    case CodeCheck.Refused(var reason) -> List.of(reason.name(), "0 0 0 0 0");
                    case CodeCheck.Known(var terms) ->
                        List.of(
                                Integer.toString(terms.number()),
                                String.join(
                                        " ",
                                        millis(terms.validFrom()),
                                        millis(terms.validUntil()),
                                        terms.opensSale() ? "1" : "0",
                                        orZero(terms.uses()),
                                        orZero(terms.usesPerCustomer())));
                });
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

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "0" : Long.toString(time.toEpochMilli());
    }
}
