package dev.boxoffice.event.live;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/// Server-Sent Events as bytes (WHATWG HTML, 9.2). The id of each is the version the reader stands at after it.
final class SeatFrameEncoder {

    private SeatFrameEncoder() {}

    static byte[] snapshot(long version, byte[] json) {
        var head = head(version, "snapshot").getBytes(StandardCharsets.US_ASCII);
        var frame = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(json, 0, frame, head.length, json.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    static byte[] seats(long version, SortedMap<Integer, Byte> changes) {
        var frame = new StringBuilder(head(version, "seats"))
                .append("{\"version\":")
                .append(version)
                .append(",\"changes\":[");
        var separator = "";
        for (Map.Entry<Integer, Byte> change : changes.entrySet()) {
            frame.append(separator)
                    .append('[')
                    .append(change.getKey())
                    .append(',')
                    .append(change.getValue())
                    .append(']');
            separator = ",";
        }
        return frame.append("]}\n\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] heartbeat(long version) {
        return (head(version, "heartbeat") + "{\"version\":" + version + "}\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String head(long version, String event) {
        return "id: " + version + "\nevent: " + event + "\ndata: ";
    }
}
