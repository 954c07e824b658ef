package dev.boxoffice.support.inbound.parse;

import dev.boxoffice.support.inbound.InboundMailProperties;

/// Looks over a mail's bytes once, before anything takes it apart: how many lines, boundaries and bytes of
/// headers there are bounds what taking it apart can cost.
final class MailScan {

    private MailScan() {}

    static boolean isWithin(byte[] mail, InboundMailProperties.Limits limits) {
        if (mail.length > limits.size().toBytes()) {
            return false;
        }
        var lines = 0;
        var boundaries = 0;
        var headers = -1;
        var lineStart = 0;
        for (var i = 0; i < mail.length; i++) {
            if (mail[i] != '\n') {
                continue;
            }
            lines++;
            var length = i - lineStart - (i > lineStart && mail[i - 1] == '\r' ? 1 : 0);
            if (headers < 0 && length == 0) {
                headers = i;
            }
            if (headers >= 0 && length > 2 && mail[lineStart] == '-' && mail[lineStart + 1] == '-') {
                boundaries++;
            }
            lineStart = i + 1;
        }
        return lines <= limits.lines()
                && (headers < 0 ? mail.length : headers) <= limits.headers().toBytes()
                // A signature's dashes and quoted mails look like boundaries too.
                && boundaries <= limits.parts() * 3;
    }
}
