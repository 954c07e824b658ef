package dev.boxoffice.support.cases.stream;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A connection over HTTP.
record CaseStreamWriter(SseEmitter emitter) implements CaseStreamConnection {

    private static final Logger LOG = LoggerFactory.getLogger(CaseStreamWriter.class);

    @Override
    public void send(CaseStreamEvent event) throws IOException {
        var sent = SseEmitter.event().name(event.name());
        if (event.id() == null) {
            emitter.send(sent.data(event.data()));
        } else {
            emitter.send(sent.id(event.id()).data(event.data(), MediaType.APPLICATION_JSON));
        }
    }

    @Override
    public void complete() {
        ignoringTheEnded(emitter::complete);
    }

    @Override
    public void completeWithError(Throwable failure) {
        ignoringTheEnded(() -> emitter.completeWithError(failure));
    }

    /// The container ends a broken connection by itself, and then refuses that anybody else ends it.
    private static void ignoringTheEnded(Runnable completion) {
        try {
            completion.run();
        } catch (IllegalStateException endedAlready) {
            LOG.debug("A stream that broke was ended by the container already.", endedAlready);
        }
    }
}
