package dev.boxoffice.platform.client;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.util.Locale;
import java.util.function.BiConsumer;

/// Makes each call to another process seen: as a timing of `http.client.requests`, named as Spring's own clients name
/// theirs, and where traces are kept as a span that the other process can go on from.
public final class OutgoingCallMetrics {

    private static final String NAME = "http.client.requests";

    private final ObservationRegistry observations;

    /// @param observations of this process
    public OutgoingCallMetrics(ObservationRegistry observations) {
        this.observations = observations;
    }

    /// Begins a call, just before it is sent.
    ///
    /// @param peer who is called: `stripe`, `elasticsearch`, `booking-service`
    /// @param method of HTTP
    /// @param route the path with placeholders for what differs between calls, or the operation: one of few
    /// @param header takes the headers that carry the trace along, by name and value; none where nothing is traced
    /// @return the call, to be closed whatever becomes of it
    public OutgoingCall begin(String peer, String method, String route, BiConsumer<String, String> header) {
        var context = new RequestReplySenderContext<BiConsumer<String, String>, Object>(
                (_, name, value) -> header.accept(name, value));
        context.setCarrier(header);
        context.setRemoteServiceName(peer);
        var observation = Observation.createNotStarted(NAME, () -> context, observations)
                .contextualName(method.toLowerCase(Locale.ROOT) + " " + peer)
                .lowCardinalityKeyValue("client.name", peer)
                .lowCardinalityKeyValue("method", method)
                .lowCardinalityKeyValue("uri", route);
        return new OutgoingCall(observation.start());
    }
}
