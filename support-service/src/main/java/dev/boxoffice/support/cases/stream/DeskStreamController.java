package dev.boxoffice.support.cases.stream;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The desk as an agent sees it, as Server-Sent Events.
@RestController
class DeskStreamController {

    private static final long NO_TIMEOUT = -1L;

    private final CaseAccessService access;
    private final DeskStreamService streams;

    DeskStreamController(CaseAccessService access, DeskStreamService streams) {
        this.access = access;
        this.streams = streams;
    }

    @GetMapping(path = "/support/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> stream(Caller caller) {
        if (streams.isFull()) {
            throw Problem.of(ProblemTypes.UNAVAILABLE, "Too many streams are open. Read the lists instead.")
                    .header("Retry-After", "10")
                    .toException();
        }
        var emitter = new SseEmitter(NO_TIMEOUT);
        var unsubscribe = streams.subscribe(caller.subject(), access.viewer(caller), new CaseStreamWriter(emitter));
        emitter.onCompletion(unsubscribe);
        emitter.onTimeout(unsubscribe);
        emitter.onError(_ -> unsubscribe.run());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }
}
