package dev.boxoffice.support.inbound.parse;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail as it was read.
///
/// @param messageId its own id in angle brackets, or a hash of it where it has none that can be kept
/// @param sender whom it says it is from; a claim
/// @param senderName what they call themselves
/// @param recipients every address it was sent to, as far as it says so
/// @param references ids of the mails it answers, the nearest first
/// @param authenticated what the trusted server found; null where none is trusted
/// @param text what was written, whole
/// @param language in which, and in whose hours, it was written; null where it does not say
/// @param dropped why it leads to nothing; null where it is to be acted on
public record InboundMail(
        String messageId,
        @Nullable String sender,
        @Nullable String senderName,
        Set<String> recipients,
        List<String> references,
        @Nullable Boolean authenticated,
        String subject,
        String text,
        @Nullable String locale,
        @Nullable String zone,
        List<File> files,
        int filesLeftOut,
        @Nullable DropReason dropped) {

    /// A file that came with it.
    ///
    /// @param mediaType what its first bytes say it is
    public record File(String name, String mediaType, byte[] content) {}

    /// The same mail, which leads to nothing.
    public InboundMail withoutEffect(DropReason reason) {
        return dropped(messageId, sender, reason);
    }

    static InboundMail dropped(String messageId, @Nullable String sender, DropReason reason) {
        return new InboundMail(
                messageId, sender, null, Set.of(), List.of(), null, "", "", null, null, List.of(), 0, reason);
    }
}
