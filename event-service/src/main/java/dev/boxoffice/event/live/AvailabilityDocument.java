package dev.boxoffice.event.live;

import dev.boxoffice.event.encoding.EncodedBody;
import dev.boxoffice.event.encoding.Gzip;
import dev.boxoffice.event.live.seat.SeatAvailability;
import dev.boxoffice.event.live.seat.SeatStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The availability of an event as it is sent, serialised once for everybody who asks at the same version.
public final class AvailabilityDocument implements EncodedBody {

    private final long version;
    private final String tag;
    private final byte[] json;
    private volatile byte @Nullable [] gzip;
    private volatile byte @Nullable [] frame;

    public AvailabilityDocument(SeatAvailability availability) {
        this.version = availability.version();
        this.json = ("{\"eventId\":\"" + availability.eventId()
                        + "\",\"version\":" + availability.version()
                        + ",\"total\":" + availability.total()
                        + ",\"available\":" + availability.count(SeatStatus.AVAILABLE)
                        + ",\"held\":" + availability.count(SeatStatus.HELD)
                        + ",\"booked\":" + availability.count(SeatStatus.BOOKED)
                        + ",\"encoding\":\"2bit\",\"statuses\":\""
                        + Base64.getEncoder().encodeToString(availability.packed()) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        // Two instances may stand at one version and differ for a moment, when one of them has read Postgres since.
        var checksum = new CRC32C();
        checksum.update(json);
        this.tag = version + "-" + Long.toHexString(checksum.getValue());
    }

    long version() {
        return version;
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public byte[] bytes(boolean compressed) {
        if (!compressed) {
            return json;
        }
        var ready = gzip;
        if (ready == null) {
            ready = Gzip.compress(json);
            gzip = ready;
        }
        return ready;
    }

    /// The same as an `event: snapshot` of the stream.
    byte[] frame() {
        var ready = frame;
        if (ready == null) {
            ready = SeatFrameEncoder.snapshot(version, json);
            frame = ready;
        }
        return ready;
    }
}
