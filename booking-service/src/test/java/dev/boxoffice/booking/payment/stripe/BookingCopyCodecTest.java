package dev.boxoffice.booking.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.line.BookingLine;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// M12: what a payment's metadata say of its booking.
class BookingCopyCodecTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER =
            Base64.getEncoder().encodeToString("another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII));

    private final BookingCopyCodec codec = codec(KEY, null);

    @Property(tries = 200)
    void what_was_written_is_read_and_written_alike_again(
            @ForAll @NotEmpty String buyer,
            @ForAll @IntRange(min = 1, max = 200) int seats,
            @ForAll @LongRange(min = 0, max = 99_999_999) long amount,
            @ForAll boolean itemised) {
        var booking = booking(buyer, seats, amount, itemised);
        var metadata = codec.encode(booking);
        assertThat(metadata).isNotEmpty().isEqualTo(codec.encode(booking)).hasSizeLessThanOrEqualTo(40);
        assertThat(metadata.values()).allMatch(piece -> piece.length() <= 500);
        assertThat(codec.decode(metadata)).contains(booking);
        assertThat(codec(OTHER, KEY).decode(metadata)).contains(booking);
    }

    @Example
    void nobody_reads_or_makes_one_without_the_key() {
        var booking = booking("alice@example.org", 2, 4500, false);
        var metadata = codec.encode(booking);
        assertThat(String.join("", metadata.values())).doesNotContain("alice");
        assertThat(codec(OTHER, null).decode(metadata)).isEmpty();
        for (var at : List.of(0, 20, 60)) {
            var changed = new HashMap<>(metadata);
            changed.computeIfPresent("booking_copy_1", (_, text) -> flipped(text, at));
            assertThat(codec.decode(changed)).isEmpty();
        }
        assertThat(codec.decode(Map.of("booking_copy_1", "no copy at all"))).isEmpty();
        assertThat(codec.decode(Map.of("booking_copy_1", "YQ"))).isEmpty();
        assertThat(codec.decode(Map.of())).isEmpty();
    }

    private static String flipped(String text, int at) {
        var other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static BookingCopyCodec codec(String key, @Nullable String previous) {
        var settings = new HashMap<String, String>(Map.of("boxoffice.hold.signing-key", key));
        if (previous != null) {
            settings.put("boxoffice.hold.previous-signing-key", previous);
        }
        return new BookingCopyCodec(new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("boxoffice.hold", dev.boxoffice.booking.hold.HoldProperties.class));
    }

    private static Booking booking(String buyer, int seats, long amount, boolean itemised) {
        var ordinals = IntStream.range(0, seats).map(i -> i * 3).boxed().toList();
        var amounts = ordinals.stream().map(_ -> amount).toList();
        var total = new Money(amount * seats, "EUR");
        @Nullable
        List<BookingLine> lines = itemised
                ? ordinals.stream()
                        .map(ordinal -> BookingLine.ticket(ordinal, "Child", new Money(amount, "EUR")))
                        .toList()
                : null;
        var createdAt = Instant.ofEpochMilli(1_800_000_000_123L);
        return new Booking(
                UUID.randomUUID(),
                UUID.randomUUID(),
                buyer,
                "holdKey123",
                ordinals,
                new BookingPrice(total, amounts, lines, 7, itemised ? 3 : null),
                BookingStatus.PAYMENT_FAILED,
                null,
                null,
                new Booking.Attempt(1, true, createdAt, null, null, null, createdAt),
                createdAt);
    }
}
