package dev.boxoffice.booking.transfer;

import dev.boxoffice.booking.booking.mail.MailsCaller;
import dev.boxoffice.booking.catalogue.SaleCatalogueService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `/transfers`: what one has offered, has been offered and has taken.
@RestController
class OfferedTransferController {

    record TransferList(List<TransferView> transfers, PageInfo page) {}

    private final TransferService service;
    private final TransferRepository transfers;
    private final SaleCatalogueService catalogue;
    private final TransferTokenCodec tokens;
    private final Clock clock;

    OfferedTransferController(
            TransferService service,
            TransferRepository transfers,
            SaleCatalogueService catalogue,
            TransferTokenCodec tokens,
            Clock clock) {
        this.service = service;
        this.transfers = transfers;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping("/transfers")
    ResponseEntity<TransferList> list(Caller caller, PageQuery page) {
        var found = transfers.findOf(caller, page, clock.instant()).stream()
                .map(transfer -> view(transfer, caller))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TransferList(found, PageInfo.of(page, transfers.countOf(caller))));
    }

    @GetMapping("/transfers/{transferId}")
    ResponseEntity<TransferView> read(@PathVariable String transferId, Caller caller) {
        var transfer = find(transferId);
        if (!transfer.from().equals(caller.subject()) && !isFor(transfer, caller, null)) {
            throw TransferProblems.notFound();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view(transfer, caller));
    }

    @PostMapping("/transfers/{transferId}/acceptance")
    @Idempotent
    @MailsCaller
    public ResponseEntity<TransferView> accept(
            @PathVariable String transferId,
            @RequestBody(required = false) @Nullable AcceptanceRequest body,
            Caller caller) {
        var transfer = find(transferId);
        var token = body == null ? null : body.token();
        if (!transfer.from().equals(caller.subject()) && !isFor(transfer, caller, token)) {
            throw TransferProblems.notFound();
        }
        var accepted = TransferProblems.transferOf(service.accept(transfer, caller, clock.instant()));
        return ResponseEntity.ok(view(accepted, caller));
    }

    /// Its giver takes it back, its receiver does not want it.
    @DeleteMapping("/transfers/{transferId}")
    ResponseEntity<Void> end(@PathVariable String transferId, Caller caller) {
        var transfer = find(transferId);
        var isGiver = transfer.from().equals(caller.subject());
        if (!isGiver && !isFor(transfer, caller, null)) {
            throw TransferProblems.notFound();
        }
        var status = isGiver ? TransferStatus.WITHDRAWN : TransferStatus.DECLINED;
        if (transfer.status() != status) {
            TransferProblems.transferOf(service.end(transfer, status, clock.instant()));
        }
        return ResponseEntity.noContent().build();
    }

    private Transfer find(String id) {
        return TimeOrderedId.parse(id)
                .flatMap(known -> transfers.find(known, clock.instant()))
                .orElseThrow(TransferProblems::notFound);
    }

    /// Whoever it was offered to by name, by an address that is verified to be theirs, or by mail whose token
    /// they have.
    private boolean isFor(Transfer transfer, Caller caller, @Nullable String token) {
        return transfer.to().equals(caller.subject())
                || (caller.emailVerified() && transfer.to().equalsIgnoreCase(caller.email()))
                || transfer.isAcceptedBy(caller.subject())
                || (token != null && tokens.isOf(transfer.id(), token));
    }

    private TransferView view(Transfer transfer, Caller caller) {
        var sale = catalogue.find(transfer.ticket().event()).orElseThrow(TransferProblems::notFound);
        return TransferView.of(transfer, sale, caller.subject());
    }
}
