package dev.boxoffice.support.inbound.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts what an answer quotes: the desk knows what it wrote. Of what is nothing but a quotation all is kept.
public final class QuotedText {

    private static final int LONGEST_HEAD = 300;
    /// The line a mail program puts above what it quotes, and those it puts above what it forwards beneath an answer.
    private static final List<Pattern> HEADS = List.of(
            Pattern.compile("On .{5,200} wrote:"),
            Pattern.compile("Am .{5,200} schrieb.{0,120}:"),
            Pattern.compile("Le .{5,200} a écrit ?:"),
            Pattern.compile("El .{5,200} escribi[óo]:"),
            Pattern.compile("Il .{5,200} ha scritto:"),
            Pattern.compile("Op .{5,200} schreef.{0,120}:"),
            Pattern.compile("Em .{5,200} escreveu:"),
            Pattern.compile(
                    "-{2,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Oorspronkelijk bericht) ?-{2,}",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
            Pattern.compile("_{20,}"));
    private static final Pattern FROM_LINE = Pattern.compile("(?:From|Von|De|Da|Van): ?.{3,200}");
    private static final Pattern SENT_LINE =
            Pattern.compile("(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Data|Verzonden|Fecha): ?.{3,200}");

    private QuotedText() {}

    public static String cut(String text) {
        var lines = text.split("\n", -1);
        var kept = new ArrayList<String>();
        for (var i = 0; i < lines.length; i++) {
            var line = lines[i].strip();
            if (isHead(lines, i)) {
                break;
            }
            if (!line.startsWith(">")) {
                kept.add(lines[i]);
            }
        }
        var own = withoutSignature(String.join("\n", kept)).strip();
        return own.isEmpty() ? text.strip() : own;
    }

    private static boolean isHead(String[] lines, int at) {
        var line = lines[at].strip();
        if (line.isEmpty() || line.length() > LONGEST_HEAD) {
            return false;
        }
        // Programs break the line where it is long.
        var both = at + 1 < lines.length ? line + " " + lines[at + 1].strip() : line;
        return HEADS.stream()
                        .anyMatch(head -> head.matcher(line).matches()
                                || (both.length() <= LONGEST_HEAD
                                        && head.matcher(both).matches()))
                || (FROM_LINE.matcher(line).matches()
                        && at + 1 < lines.length
                        && SENT_LINE.matcher(lines[at + 1].strip()).matches());
    }

    private static String withoutSignature(String text) {
        var at = text.indexOf("\n-- \n");
        return at < 0 ? text : text.substring(0, at);
    }
}
