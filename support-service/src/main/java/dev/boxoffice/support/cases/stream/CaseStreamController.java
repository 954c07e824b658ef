package dev.boxoffice.support.cases.stream;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What happens at the desk as Server-Sent Events: of one case, or of all an agent sees.
@RestController
class CaseStreamController {

    private static final long NO_TIMEOUT = -1L;

    private final CaseAccessService access;
    private final CaseStreamService cases;
    private final DeskStreamService desk;

    CaseStreamController(CaseAccessService access, CaseStreamService cases, DeskStreamService desk) {
        this.access = access;
        this.cases = cases;
        this.desk = desk;
    }

    @GetMapping(path = "/support/cases/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(@PathVariable String id, Caller caller) {
        var found = access.visible(id, caller);
        requireRoom(cases.isFull(), "Too many streams are open. Read the status instead.");
        return open(connection -> cases.subscribe(found, access.viewer(caller), connection));
    }

    @GetMapping(path = "/support/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> streamDesk(Caller caller) {
        requireRoom(desk.isFull(), "Too many streams are open. Read the lists instead.");
        return open(connection -> desk.subscribe(caller.subject(), access.viewer(caller), connection));
    }

    private static void requireRoom(boolean full, String instead) {
        if (full) {
            throw Problem.of(ProblemTypes.UNAVAILABLE, instead)
                    .header("Retry-After", "10")
                    .toException();
        }
    }

    /// @param subscription begins to write, and answers how to end it
    private static ResponseEntity<SseEmitter> open(Function<CaseStreamConnection, Runnable> subscription) {
        var emitter = new SseEmitter(NO_TIMEOUT);
        var unsubscribe = subscription.apply(new CaseStreamWriter(emitter));
        emitter.onCompletion(unsubscribe);
        emitter.onTimeout(unsubscribe);
        emitter.onError(_ -> unsubscribe.run());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }
}
