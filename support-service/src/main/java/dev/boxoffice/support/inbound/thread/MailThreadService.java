package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.opening.CaseNumber;
import dev.boxoffice.support.inbound.parse.InboundMail;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Finds the case a mail belongs to: by the signed address it was sent to, else by the mails it answers, else by
/// the number in its subject. A sender is a claim; whoever only claims to be a case's reporter, and has none of
/// these three, which are known from the desk's own mail alone, reaches no case of theirs.
@Service
class MailThreadService {

    private static final int MOST_MERGERS = 10;

    /// The case a mail belongs to.
    ///
    /// @param fromReporter false where somebody else uses the reporter's own answer address
    record Found(SupportCase supportCase, boolean fromReporter) {}

    private final InboundMailRepository mails;
    private final CaseRepository cases;
    private final ReplyAddressCodec addresses;

    MailThreadService(InboundMailRepository mails, CaseRepository cases, ReplyAddressCodec addresses) {
        this.mails = mails;
        this.cases = cases;
        this.addresses = addresses;
    }

    Optional<Found> find(InboundMail mail) {
        return bySignedAddress(mail)
                .map(found -> new Found(found, isFromReporter(mail, found)))
                .or(() -> Stream.concat(byReferences(mail), byNumber(mail))
                        .filter(found -> isFromReporter(mail, found))
                        .map(found -> new Found(found, true))
                        .findFirst());
    }

    private Optional<SupportCase> bySignedAddress(InboundMail mail) {
        return mail.recipients().stream()
                .flatMap(address -> addresses.caseOf(address).stream())
                .findFirst()
                .flatMap(this::followed);
    }

    private Stream<SupportCase> byReferences(InboundMail mail) {
        if (mail.references().isEmpty()) {
            return Stream.empty();
        }
        return mails.findByMessages(mail.references(), ours(mail.references())).stream()
                .flatMap(id -> followed(id).stream());
    }

    private List<UUID> ours(List<String> references) {
        var end = addresses.domain() + ">";
        return references.stream()
                .filter(reference -> reference.endsWith(end))
                .flatMap(reference ->
                        TimeOrderedId.parse(reference.substring(1, reference.length() - end.length())).stream())
                .toList();
    }

    private Stream<SupportCase> byNumber(InboundMail mail) {
        return CaseNumber.in(mail.subject()).flatMap(mails::findByNumber).flatMap(this::followed).stream();
    }

    /// A case that was merged goes on in another.
    private Optional<SupportCase> followed(UUID id) {
        var found = cases.find(id);
        for (var i = 0; i < MOST_MERGERS && found.isPresent(); i++) {
            var into = found.get().mergedInto();
            if (into == null) {
                return found;
            }
            found = cases.find(into);
        }
        return found;
    }

    private static boolean isFromReporter(InboundMail mail, SupportCase found) {
        return mail.sender() != null
                && mail.sender().equalsIgnoreCase(found.report().email())
                && !Boolean.FALSE.equals(mail.authenticated());
    }
}
