package dev.boxoffice.support.attachment;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The files of a case, for its reporter and the desk. Contractors see that there are some: a picture has no mask.
@RestController
@RequestMapping("/support/cases/{id}/attachments")
class AttachmentController {

    record AttachmentList(List<Attachment> attachments) {}

    private final CaseAccessService access;
    private final AttachmentRepository attachments;

    AttachmentController(CaseAccessService access, AttachmentRepository attachments) {
        this.access = access;
        this.attachments = attachments;
    }

    @GetMapping
    ResponseEntity<AttachmentList> list(@PathVariable String id, Caller caller) {
        var found = access.visible(id, caller);
        var viewer = access.viewer(caller);
        var files = attachments.findByCase(found.id()).stream()
                .map(file -> new Attachment(
                        file.id(),
                        viewer.text(file.name(), found.report().name()),
                        file.mediaType(),
                        file.size(),
                        file.createdAt()))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new AttachmentList(files));
    }

    /// Always a download, never a page of ours: somebody unknown sent it.
    @GetMapping("/{attachmentId}")
    ResponseEntity<byte[]> read(@PathVariable String id, @PathVariable String attachmentId, Caller caller) {
        var found = access.visible(id, caller);
        if (access.viewer(caller) == CaseViewer.CONTRACTOR) {
            throw Problem.of(ProblemTypes.FORBIDDEN, "Files are not shown to contractors.")
                    .toException();
        }
        var file = attachments.findByCase(found.id()).stream()
                .filter(one -> TimeOrderedId.parse(attachmentId)
                        .filter(one.id()::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(AttachmentController::notFound);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(attachments.findContent(found.id(), file.id()).orElseThrow(AttachmentController::notFound));
    }

    private static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such file.").toException();
    }
}
