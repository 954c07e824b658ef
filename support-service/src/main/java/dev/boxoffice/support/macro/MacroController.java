package dev.boxoffice.support.macro;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.web.EntityTag;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.macro.MacroService.MacroSet;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Text modules: read by agents, replaced as a whole by the manager.
@RestController
@RequestMapping("/support/macros")
class MacroController {

    private final MacroService macros;
    private final Clock clock;

    MacroController(MacroService macros, Clock clock) {
        this.macros = macros;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<MacroSet> read() {
        return answer(macros.current());
    }

    /// With `If-Match`, only on the version that was read; without, on the newest.
    @PutMapping
    @Idempotent
    public ResponseEntity<MacroSet> save(
            Caller caller,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MacroRequest request) {
        var current = macros.current();
        if (ifMatch != null) {
            EntityTag.requireMatch(ifMatch, current.version());
        }
        if (!macros.replace(current.version(), request.read(), caller.subject(), UtcTime.now(clock))) {
            return Problem.of(
                            ProblemTypes.PRECONDITION_FAILED,
                            "Somebody else changed the text modules meanwhile. Read them again.")
                    .toResponse();
        }
        return answer(macros.current());
    }

    private static ResponseEntity<MacroSet> answer(MacroSet macros) {
        return ResponseEntity.ok().eTag(EntityTag.of(macros.version())).body(macros);
    }
}
