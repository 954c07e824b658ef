package dev.boxoffice.support.cases.stream;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A connection over HTTP.
record CaseStreamWriter(SseEmitter emitter) implements CaseStreamConnection {

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
        emitter.complete();
    }

    @Override
    public void completeWithError(Throwable failure) {
        emitter.completeWithError(failure);
    }
}
