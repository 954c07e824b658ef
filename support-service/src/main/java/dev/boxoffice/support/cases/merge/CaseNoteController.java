package dev.boxoffice.support.cases.merge;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import dev.boxoffice.support.cases.work.CaseActionController;
import dev.boxoffice.support.cases.work.CaseActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the desk writes down for itself, and two cases that are one.
@RestController
@RequestMapping("/support/cases/{id}")
class CaseNoteController extends CaseActionController {

    record Note(@NotBlank @Size(max = MAX_TEXT) String body) {}

    record Merger(@NotBlank @Size(max = 60) String into) {}

    private final CaseNoteService notes;
    private final CaseMergerService mergers;

    CaseNoteController(CaseNoteService notes, CaseMergerService mergers, CaseAccessService access, Clock clock) {
        super(access, clock);
        this.notes = notes;
        this.mergers = mergers;
    }

    @Idempotent
    @PostMapping("/notes")
    public ResponseEntity<CaseView> note(@PathVariable String id, Caller caller, @Valid @RequestBody Note note) {
        return answer(caller, id, (found, now) -> notes.note(found, CaseActor.of(caller), note.body(), now));
    }

    @Idempotent
    @PostMapping("/merger")
    public ResponseEntity<CaseView> merge(@PathVariable String id, Caller caller, @Valid @RequestBody Merger merger) {
        var into = TimeOrderedId.parse(merger.into()).orElseThrow(() -> FieldErrors.single("into", "is no case"));
        return answer(caller, id, (found, now) -> mergers.merge(found, into, CaseActor.of(caller), now));
    }
}
