package dev.boxoffice.gateway.waitingroom.room;

import dev.boxoffice.gateway.waitingroom.draw.Draw;
import dev.boxoffice.gateway.waitingroom.draw.PlaceGaps;
import dev.boxoffice.gateway.waitingroom.draw.QueueOrder;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomMode;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings;
import dev.boxoffice.gateway.waitingroom.event.WaitingRoomSettings.AutoAbove;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of `bo:{e}:queue:state`: the one place that knows their names, besides the scripts.
final class WaitingRoomStateCodec {

    private WaitingRoomStateCodec() {}

    /// A room that nobody has entered yet.
    ///
    /// @param beforeSale whether there will be a draw
    static Map<String, String> opening(String drawKey, boolean beforeSale) {
        return Map.of("key", drawKey, "opened", flag(!beforeSale), "drawn", "0");
    }

    static Map<String, String> override(WaitingRoomSettings settings) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "omode", settings.mode().name(),
                "orate", Integer.toString(settings.admitPerMinute()),
                "omax", Integer.toString(settings.maxActive())));
        AutoAbove above = settings.autoAbove();
        if (above != null) {
            fields.put("areserves", Integer.toString(above.reservesPerSecond()));
            fields.put("aheld", Integer.toString(above.heldPercent()));
        }
        return fields;
    }

    static Map<String, String> message(String text) {
        return Map.of("message", text);
    }

    static Map<String, String> listedOnly(boolean only) {
        return Map.of("allow", flag(only));
    }

    /// What a room that Redis has lost is made of again; the rest follows from it, or is told by those who wait.
    ///
    /// @param highest the highest place known to have been given
    static Map<String, String> restoration(WaitingRoomState last, long highest) {
        QueueOrder order = last.order();
        Draw draw = order.draw();
        Map<String, String> fields = new HashMap<>();
        fields.put("base", Long.toString(order.base()));
        fields.put("serving", Long.toString(order.serving()));
        fields.put("next", Long.toString(Math.max(order.next(), highest + 1)));
        fields.put("gaps", order.gaps().format());
        fields.put("key", last.drawKey());
        fields.put("opened", flag(order.isDrawn()));
        fields.put("drawn", Long.toString(draw == null ? 0 : draw.size()));
        fields.put("boundary", Long.toString(order.boundary()));
        fields.put("pregaps", order.lotGaps().format());
        fields.put("admitted", Long.toString(last.admissions().admitted()));
        fields.put("lapsed", Long.toString(last.admissions().lapsed()));
        fields.put("allow", flag(last.listedOnly()));
        fields.put("root", last.merkleRoot());
        fields.put("message", last.message());
        if (last.operatorSettings() != null) {
            fields.putAll(override(last.operatorSettings()));
        }
        return fields;
    }

    /// @param fields of a room, with what its tick reports besides: `now`, `active`, `left`
    static WaitingRoomState parse(Map<String, String> fields) {
        return parse(fields, PlaceGaps.NONE);
    }

    /// @param lotGaps numbers that nobody had when the draw was held, as far as they are known and not told again
    static WaitingRoomState parse(Map<String, String> fields, PlaceGaps lotGaps) {
        long left = number(fields, "left");
        return new WaitingRoomState(
                order(fields, lotGaps),
                fields.getOrDefault("key", ""),
                new AdmissionCounts(
                        number(fields, "active"),
                        number(fields, "reserved"),
                        number(fields, "admitted"),
                        number(fields, "lapsed")),
                operatorSettings(fields),
                isSet(fields, "on"),
                isSet(fields, "soldout"),
                isSet(fields, "allow"),
                isSet(fields, "frozen"),
                fields.getOrDefault("root", ""),
                fields.getOrDefault("message", ""),
                number(fields, "gone"),
                number(fields, "held"),
                left < 0 ? null : Long.valueOf(left),
                Instant.ofEpochMilli(number(fields, "tick")),
                Instant.ofEpochMilli(number(fields, "now")));
    }

    private static QueueOrder order(Map<String, String> fields, PlaceGaps lotGaps) {
        return new QueueOrder(
                number(fields, "base"),
                number(fields, "serving"),
                number(fields, "next"),
                PlaceGaps.parse(fields.getOrDefault("gaps", "")),
                number(fields, "boundary"),
                fields.containsKey("pregaps") ? PlaceGaps.parse(fields.getOrDefault("pregaps", "")) : lotGaps,
                isSet(fields, "opened")
                        ? new Draw(HexFormat.of().parseHex(fields.getOrDefault("key", "")), number(fields, "drawn"))
                        : null);
    }

    private static @Nullable WaitingRoomSettings operatorSettings(Map<String, String> fields) {
        String mode = fields.get("omode");
        return mode == null
                ? null
                : new WaitingRoomSettings(
                        WaitingRoomMode.valueOf(mode),
                        (int) number(fields, "orate"),
                        (int) number(fields, "omax"),
                        fields.containsKey("areserves")
                                ? new AutoAbove((int) number(fields, "areserves"), (int) number(fields, "aheld"))
                                : null);
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    private static boolean isSet(Map<String, String> fields, String name) {
        return "1".equals(fields.get(name));
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }
}
