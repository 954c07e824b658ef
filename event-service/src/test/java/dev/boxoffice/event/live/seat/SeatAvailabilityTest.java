package dev.boxoffice.event.live.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.live.AvailabilityDocument;
import dev.boxoffice.event.live.SeatStreamClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SeatAvailabilityTest {

    private static final UUID EVENT = UUID.fromString("0197f3a0-0000-7000-8000-000000000000");

    @Test
    void two_bits_a_ticket_lowest_bits_first() {
        var body = new AvailabilityDocument(new SeatAvailability(EVENT, 42, new byte[] {1, 2, 0, 3, 1}));
        assertThat(new String(body.bytes(false), StandardCharsets.US_ASCII)).isEqualTo("""
                        {"eventId":"0197f3a0-0000-7000-8000-000000000000","version":42,"total":5,"available":1,\
                        "held":2,"booked":1,"encoding":"2bit","statuses":"yQE="}""");
    }

    @Property
    void what_is_packed_is_read_back(@ForAll @Size(min = 1, max = 300) List<@ByteRange(min = 0, max = 3) Byte> codes) {
        var statuses = new byte[codes.size()];
        for (var ordinal = 0; ordinal < statuses.length; ordinal++) {
            statuses[ordinal] = codes.get(ordinal);
        }
        var body = new AvailabilityDocument(new SeatAvailability(EVENT, 1, statuses.clone()));
        assertThat(SeatStreamClient.decode(JsonMapper.shared().readTree(body.bytes(false))))
                .isEqualTo(statuses);
    }
}
