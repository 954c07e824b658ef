package dev.boxoffice.platform.servlet.problem;

import dev.boxoffice.platform.http.RequestId;
import dev.boxoffice.platform.http.TraceParent;
import dev.boxoffice.platform.problem.Problem;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// I5: answers what the container refuses before any filter of ours runs (an address it cannot read, a method it does
/// not take) as every other refusal is answered, not with a page of its own.
final class ProblemValve extends ErrorReportValve {

    private final JsonMapper json;

    ProblemValve(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var isAnswered = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, isAnswered);
        if (!isAnswered.get()) {
            return;
        }
        var problem = Problem.ofStatus(status).toDetail();
        problem.setInstance(ProblemWriter.instanceOf(request));
        problem.setProperty(
                "traceId", TraceParent.of(request.getHeader(TraceParent.HEADER)).traceId());
        try {
            if (response.getHeader(RequestId.HEADER) == null) {
                response.setHeader(RequestId.HEADER, RequestId.of(request.getHeader(RequestId.HEADER)));
            }
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(json.writeValueAsString(problem)); // our own words: ASCII, whatever its encoding
                response.finishResponse();
            }
        } catch (IOException gone) {
            container.getLogger().debug("Nobody listens to a refusal any more", gone);
        }
    }
}
