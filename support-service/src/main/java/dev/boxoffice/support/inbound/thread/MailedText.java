package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.cases.opening.CaseNumber;
import dev.boxoffice.support.inbound.parse.InboundMail;
import dev.boxoffice.support.inbound.parse.QuotedText;

/// What of a mail's text goes into a case.
final class MailedText {

    private static final int MAX_BODY = 10_000;
    private static final String NOTHING_WRITTEN = "(nothing written)";
    private static final String CUT = "\n[…]";

    private MailedText() {}

    static String subject(InboundMail mail) {
        var subject = CaseNumber.without(mail.subject());
        if (!subject.isBlank()) {
            return subject;
        }
        var firstLine =
                mail.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("(no subject)");
        return bounded(firstLine.strip(), 80);
    }

    /// Whole, with whatever was forwarded: it is all the desk has.
    static String whole(InboundMail mail, int filesLeftOut) {
        return withNotice(bounded(mail.text(), MAX_BODY - 200), filesLeftOut);
    }

    /// Without what it quotes.
    static String answer(InboundMail mail, int filesLeftOut) {
        return withNotice(bounded(QuotedText.cut(mail.text()), MAX_BODY - 200), filesLeftOut);
    }

    private static String withNotice(String text, int filesLeftOut) {
        var said = text.isBlank() ? NOTHING_WRITTEN : text;
        return filesLeftOut == 0
                ? said
                : said
                        + "\n\n[%d parts of this mail were not kept: too large, too many, or of a kind that is not taken.]"
                                .formatted(filesLeftOut);
    }

    private static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + CUT;
    }
}
