package dev.boxoffice.standalone.launcher;

/// The parts of the platform and where each listens unless told otherwise.
enum PlatformPart {
    GATEWAY(8080),
    /// The gateway's metrics; the other services' are on their own ports.
    METRICS(8089),
    EVENT(8081),
    BOOKING(8082),
    SEARCH(8083),
    SUPPORT(8084),
    ISSUER(8090),
    STRIPE(8091),
    SMTP(8025),
    IMAP(8143),
    POSTGRES(15432),
    REDIS(16379),
    ELASTICSEARCH(19200);

    private final int defaultPort;

    PlatformPart(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }

    String portVariable() {
        return this == GATEWAY ? "BOXOFFICE_PORT" : "BOXOFFICE_STANDALONE_PORTS_" + name();
    }
}
