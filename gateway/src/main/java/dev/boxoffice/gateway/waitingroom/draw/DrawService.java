package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.platform.id.UserHash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Holds draws, and proves to whoever took part in one that they did.
@Service
public class DrawService {

    private static final Logger log = LoggerFactory.getLogger(DrawService.class);

    private final EntrantStore entrants;
    private final DrawScript draw;

    DrawService(EntrantStore entrants, DrawScript draw) {
        this.entrants = entrants;
        this.draw = draw;
    }

    /// Writes down who takes part, publishes the root of it, and holds the draw; any gateway may, and one does.
    public Mono<Void> hold(UUID event, QueueOrder order) {
        return entrants.read(event, order.base(), order.boundary()).flatMap(all -> {
            String root = all.root();
            return entrants.keep(event, root, all)
                    .then(draw.run(new DrawScript.Command(
                            event,
                            order.boundary(),
                            all.list().size(),
                            root,
                            all.absent(order.base(), order.boundary()))))
                    .doOnNext(reply -> {
                        if (reply instanceof DrawScript.Reply.Drawn) {
                            log.info(
                                    "The draw of event {} had {} entrants",
                                    event,
                                    all.list().size());
                        }
                    })
                    .then();
        });
    }

    /// The proof that `user` took part with `lot`; nothing where they did not, or it is not kept any more.
    public Mono<Optional<DrawReceipt>> receipt(UUID event, QueueOrder order, String root, UserHash user, long lot) {
        if (lot < order.base() || lot >= order.boundary() || order.lotGaps().contain(lot)) {
            return Mono.just(Optional.empty());
        }
        int index = Math.toIntExact(order.lotGaps().places(order.base(), lot));
        int chunk = index / Entrants.CHUNK;
        return Mono.zip(entrants.chunk(event, root, chunk), entrants.chunkRoots(event, root))
                .map(kept -> kept.getT1().size() <= index % Entrants.CHUNK
                        ? Optional.empty()
                        : Optional.of(receipt(order, user, lot, index, kept.getT1(), kept.getT2())));
    }

    private static DrawReceipt receipt(
            QueueOrder order, UserHash user, long lot, int index, List<byte[]> users, List<byte[]> chunkRoots) {
        int first = index - index % Entrants.CHUNK;
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            long other = order.lotGaps().numberAt(order.base(), first + i);
            leaves.add(new Entrants.Entrant(other, users.get(i)).leaf());
        }
        List<byte[]> path = MerkleTree.path(leaves, index - first);
        path.addAll(MerkleTree.path(chunkRoots, first / Entrants.CHUNK));
        return new DrawReceipt(
                lot,
                HexFormat.of().formatHex(user.bytes()),
                index,
                order.turn(lot) - order.base() + 1,
                path.stream().map(HexFormat.of()::formatHex).toList());
    }
}
