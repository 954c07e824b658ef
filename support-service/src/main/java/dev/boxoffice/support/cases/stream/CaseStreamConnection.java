package dev.boxoffice.support.cases.stream;

import java.io.IOException;

/// A connection that a case's status is sent through.
interface CaseStreamConnection {

    void send(CaseStreamEvent event) throws IOException;

    void complete();

    void completeWithError(Throwable failure);
}
