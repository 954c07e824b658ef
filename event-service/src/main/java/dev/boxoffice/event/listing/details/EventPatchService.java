package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.input.MergePatchService;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies a JSON merge patch to an event.
@Service
public class EventPatchService {

    private final MergePatchService patches;

    EventPatchService(MergePatchService patches) {
        this.patches = patches;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming every field that is wrong
    public EventDetails apply(EventDetails details, JsonNode patch) {
        return patches.apply(EventRequest.of(details), withDateKnownByItself(patch))
                .written()
                .toDetails();
    }

    /// Whether a date is known follows from the date, where the patch does not say it.
    private static JsonNode withDateKnownByItself(JsonNode patch) {
        return patch instanceof ObjectNode changes && changes.has("startsAt") && !changes.has("dateTba")
                ? changes.deepCopy().putNull("dateTba")
                : patch;
    }
}
