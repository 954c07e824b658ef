package dev.boxoffice.support.inbound.receive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Makes mails of every unpleasant kind, the same ones from the same seed.
final class NastyMail {

    /// What may be answered, and by whom.
    record Target(String sender, String address, String messageId, String number) {}

    enum Kind {
        PLAIN,
        ANSWER_TO_ADDRESS,
        ANSWER_BY_REFERENCE,
        ANSWER_BY_NUMBER,
        FORWARDED,
        BILINGUAL,
        OUT_OF_OFFICE,
        BOUNCE,
        FORGED,
        DEEP,
        MANY_PARTS,
        MANY_HEADERS,
        ENDLESS_HEADER,
        BROKEN_CHARSET,
        BROKEN_ENCODING,
        ENCODED_WORDS,
        NO_BOUNDARY,
        CUT_OFF,
        NOISE,
        EMPTY,
        MARKUP,
        NO_SENDER,
        TWO_SENDERS,
        LONG_LINE,
        LINE_ENDS,
        HIDDEN_DIRECTION,
        FILES,
        HUGE
    }

    private static final List<String> CHARSETS =
            List.of("utf-8", "iso-8859-1", "x-unknown", "utf-7", "", "us-ascii", "shift_jis", "\"", "utf-16");

    private final Random random;
    private final Target target;

    NastyMail(long seed, Target target) {
        this.random = new Random(seed);
        this.target = target;
    }

    byte[] of(Kind kind) {
        var mail = RawMail.from("guest" + random.nextInt(400) + "@mail.example").subject(words(4));
        return switch (kind) {
            case PLAIN -> mail.body(words(40)).bytes();
            case ANSWER_TO_ADDRESS ->
                RawMail.from(target.sender())
                        .header("To", target.address())
                        .body(quoted())
                        .bytes();
            case ANSWER_BY_REFERENCE ->
                RawMail.from(target.sender())
                        .header("References", target.messageId())
                        .body(quoted())
                        .bytes();
            case ANSWER_BY_NUMBER ->
                RawMail.from(target.sender())
                        .subject("AW: [" + target.number() + "] x")
                        .body(quoted())
                        .bytes();
            case FORWARDED ->
                mail.multipart(
                                "f",
                                "Content-Type: text/plain\r\n\r\nFYI " + words(5),
                                "Content-Type: message/rfc822\r\n\r\n"
                                        + text(RawMail.from(target.sender())
                                                .subject("Fwd")
                                                .body(words(20))))
                        .bytes();
            case BILINGUAL ->
                mail.body("Ich habe bezahlt und die Karte ist nicht da. " + words(9)
                                + "\n\nI have paid and the ticket is not there. " + words(9))
                        .bytes();
            case OUT_OF_OFFICE ->
                RawMail.from(target.sender())
                        .header("To", target.address())
                        .header(
                                random.nextBoolean() ? "Auto-Submitted" : "X-Auto-Response-Suppress",
                                random.nextBoolean() ? "auto-replied" : "All, auto-replied")
                        .subject("Automatic reply: " + words(2))
                        .bytes();
            case BOUNCE ->
                RawMail.from("MAILER-DAEMON@mail.example")
                        .header("Return-Path", "<>")
                        .header("References", target.messageId())
                        .multipart("r", "Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1")
                        .header("Content-Type", "multipart/report; report-type=delivery-status; boundary=\"r\"")
                        .bytes();
            case FORGED ->
                RawMail.from(target.sender())
                        .subject(words(3))
                        .body("FORGED " + words(10))
                        .bytes();
            case DEEP ->
                mail.header("Content-Type", "multipart/mixed; boundary=d0")
                        .body(deep(60))
                        .bytes();
            case MANY_PARTS ->
                mail.multipart("m", several("Content-Type: text/plain\r\n\r\nx", 300 + random.nextInt(900)))
                        .bytes();
            case MANY_HEADERS -> {
                for (var i = 0; i < 3000; i++) {
                    mail.another("X-" + i, words(8));
                }
                yield mail.bytes();
            }
            case ENDLESS_HEADER ->
                mail.subject("a\r\n b".repeat(10_000))
                        .header("References", "<a@b> ".repeat(15_000))
                        .bytes();
            case BROKEN_CHARSET -> brokenCharset(mail);
            case BROKEN_ENCODING ->
                mail.header("Content-Transfer-Encoding", random.nextBoolean() ? "base64" : "x-made-up")
                        .body("&&&=" + words(10))
                        .bytes();
            case ENCODED_WORDS ->
                mail.subject("=?utf-8?B?" + noise(40) + "?= =?x-no?Q?=ZZ?= =?utf-8?Q?=C3?=")
                        .bytes();
            case NO_BOUNDARY ->
                mail.header("Content-Type", "multipart/alternative")
                        .body(words(20))
                        .bytes();
            case CUT_OFF -> {
                var whole = mail.multipart("c", several("Content-Type: text/plain\r\n\r\n" + words(9), 5))
                        .bytes();
                yield Arrays.copyOf(whole, random.nextInt(whole.length));
            }
            case NOISE -> {
                var bytes = new byte[random.nextInt(20_000)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case EMPTY -> RawMail.from("guest@mail.example").body(" \r\n\t").bytes();
            case MARKUP ->
                mail.header("Content-Type", "text/html; charset=utf-8")
                        .body("<p>" + words(9) + "<".repeat(500) + "&".repeat(500)
                                + "&#x1F600;&#99999999;<script>alert(1)")
                        .bytes();
            case NO_SENDER ->
                mail.header("From", random.nextBoolean() ? "" : "undisclosed:;").bytes();
            case TWO_SENDERS -> mail.another("From", target.sender()).bytes();
            case LONG_LINE -> mail.body("x".repeat(900_000)).bytes();
            case LINE_ENDS ->
                text(mail.body(words(30)))
                        .replace("\r\n", random.nextBoolean() ? "\n" : "\r")
                        .getBytes(StandardCharsets.UTF_8);
            case HIDDEN_DIRECTION ->
                mail.subject("\u202Egnp.\u0000\u0007" + words(2))
                        .body("\u0000\u202E\uD800" + words(9))
                        .bytes();
            case FILES ->
                mail.multipart(
                                "a",
                                several(
                                        "Content-Type: image/png; name=\"" + noise(30)
                                                + "\"\r\nContent-Disposition: attachment\r\n"
                                                + "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo" + noise(400),
                                        1 + random.nextInt(20)))
                        .bytes();
            case HUGE -> mail.body(("y".repeat(98) + "\r\n").repeat(120_000)).bytes();
        };
    }

    private byte[] brokenCharset(RawMail mail) {
        var charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
        var head = text(
                mail.header("Content-Type", "text/plain; charset=" + charset).body("Grüße – 漢字 "));
        return head.getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
    }

    private String deep(int levels) {
        var text = new StringBuilder();
        for (var i = 0; i < levels; i++) {
            text.append("--d%d\r\nContent-Type: multipart/mixed; boundary=d%d\r\n\r\n".formatted(i, i + 1));
        }
        return text + "--d" + levels + "\r\n\r\nbottom";
    }

    private String quoted() {
        return "Still nothing, " + words(6)
                + "\r\n\r\nAm 01.03.2027 um 10:20 schrieb desk:\r\n> We have your report\r\n> " + words(20);
    }

    private static String[] several(String part, int many) {
        var parts = new String[many];
        Arrays.fill(parts, part);
        return parts;
    }

    private static String text(RawMail mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    private String noise(int bytes) {
        var some = new byte[bytes];
        random.nextBytes(some);
        return Base64.getEncoder().withoutPadding().encodeToString(some);
    }

    private String words(int many) {
        var text = new StringBuilder();
        for (var i = 0; i < many; i++) {
            text.append(
                            UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt()})
                                    .toString(),
                            0,
                            1 + random.nextInt(8))
                    .append(' ');
        }
        return text.toString().strip();
    }
}
