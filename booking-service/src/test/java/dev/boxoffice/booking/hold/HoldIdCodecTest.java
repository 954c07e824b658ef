package dev.boxoffice.booking.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.hold.HoldProperties.BestAvailable;
import dev.boxoffice.booking.hold.HoldProperties.Declines;
import dev.boxoffice.booking.pricing.PriceChoice;
import dev.boxoffice.platform.id.UserHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class HoldIdCodecTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER_KEY = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final HoldIdCodec ids = ids(KEY, null);

    private static HoldIdCodec ids(String key, @Nullable String previous) {
        return new HoldIdCodec(new HoldProperties(
                Duration.ofMinutes(10),
                Duration.ofSeconds(3),
                key,
                previous,
                200,
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                100,
                new Declines(5, 20, Duration.ofHours(1), Duration.ofMinutes(5)),
                new BestAvailable(Duration.ofMillis(100), 12, 3)));
    }

    private Hold hold(Set<Integer> ordinals, boolean guaranteed) {
        return hold(ordinals, guaranteed, PriceChoice.PLAIN);
    }

    private Hold hold(Set<Integer> ordinals, boolean guaranteed, PriceChoice price) {
        return new Hold(
                UUID.randomUUID(),
                Hold.newKey(),
                UserHash.of("alice"),
                new TreeSet<>(ordinals).stream().toList(),
                price,
                Instant.ofEpochMilli(1_800_000_000_123L),
                Duration.ofMinutes(10),
                guaranteed);
    }

    @Property(tries = 200)
    void an_id_gives_its_hold_back(
            @ForAll @Size(min = 1, max = 200) Set<@IntRange(max = 199_999) Integer> ordinals,
            @ForAll boolean guaranteed,
            @ForAll @LongRange(min = 1) long version,
            @ForAll @IntRange(max = 100_000) int code,
            @ForAll boolean areTyped,
            @ForAll @IntRange(max = 199) int type) {
        var types = areTyped ? Collections.nCopies(ordinals.size(), type) : List.<Integer>of();
        var hold = hold(ordinals, guaranteed, new PriceChoice(version, types, code == 0 ? null : code));
        assertThat(ids.decode(ids.encode(hold))).contains(hold);
    }

    @Property(tries = 300)
    void no_changed_id_is_accepted(
            @ForAll @IntRange(max = 200) int position, @ForAll @IntRange(min = 1, max = 255) int flip) {
        var bytes = Base64.getUrlDecoder().decode(ids.encode(hold(Set.of(3, 4, 170_000), true)));
        bytes[position % bytes.length] ^= (byte) flip;
        assertThat(ids.decode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @Property(tries = 200)
    void nonsense_is_simply_not_an_id(@ForAll String text) {
        assertThat(ids.decode(text)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void ids_signed_with_the_previous_key_stay_good_while_keys_change() {
        var hold = hold(Set.of(1), true);
        var id = ids.encode(hold);
        assertThat(ids(OTHER_KEY, KEY).decode(id)).contains(hold);
        assertThat(ids(OTHER_KEY, null).decode(id)).isEmpty();
    }
}
