package dev.boxoffice.bench.load;

import dev.boxoffice.bench.load.RawConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// What buyers send in a sale, from as many addresses as there are connections, so that limits meant for one
/// person or one office meet nobody here.
public final class SaleClient implements AutoCloseable {

    private static final int HOSTS = 250;

    private final URI base;
    private final List<String> tokens;
    private final ConcurrentLinkedQueue<RawConnection> idle = new ConcurrentLinkedQueue<>();
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();

    public SaleClient(URI base, List<String> tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    /// How many requests were sent so far.
    public long requests() {
        return requests.sum();
    }

    /// An id that cannot be a hold's: routed, limited, token checked twice, and answered without any store.
    public void empty(long index) throws IOException {
        get(index, "/booking/holds/none", 404);
    }

    /// @return the hold's id
    public String reserve(long index, String ticket) throws IOException {
        return send(index, "POST", "/booking/reserve", "", "{\"ticketIds\":[\"" + ticket + "\"]}")
                .expect(201)
                .text("holdId");
    }

    /// The best seats together that there are.
    ///
    /// @return the hold's id
    public String reserveBest(long index, String event, int quantity) throws IOException {
        return best(index, event, quantity).expect(201).text("holdId");
    }

    /// Asks for seats of an event that has none left.
    public void findSoldOut(long index, String event, int quantity) throws IOException {
        best(index, event, quantity).expect(409);
    }

    public void get(long index, String path, int expected) throws IOException {
        send(index, "GET", path, "", "").expect(expected);
    }

    private Answer best(long index, String event, int quantity) throws IOException {
        var body = "{\"eventId\":\"" + event + "\",\"quantity\":" + quantity + "}";
        return send(index, "POST", "/booking/reserve", "", body);
    }

    public void release(long index, String holdId) throws IOException {
        send(index, "DELETE", "/booking/holds/" + holdId, "", "").expect(204);
    }

    /// How every seat of an event stands.
    public void availability(long index, String event) throws IOException {
        get(index, "/events/" + event + "/availability", 200);
    }

    /// Confirms with Stripe's test card and waits for the final state.
    public void pay(long index, String holdId) throws IOException {
        var body = "{\"holdId\":\"" + holdId + "\",\"paymentMethodId\":\"pm_card_visa\"}";
        var status = send(index, "PUT", "/booking/confirm", "Prefer: wait=20\r\n", body)
                .expect(200)
                .text("status");
        if (!status.equals("CONFIRMED")) {
            throw new IllegalStateException("ended " + status);
        }
    }

    private Answer send(long index, String method, String path, String headers, String body) throws IOException {
        var connection = idle.poll();
        if (connection == null) {
            connections.increment();
            connection = new RawConnection(
                    base, "127.0." + (1 + connections.sum() / HOSTS) + "." + (1 + connections.sum() % HOSTS));
        }
        try {
            requests.increment();
            return connection.send(method, path, tokens.get((int) (index % tokens.size())), headers, body);
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public void close() {
        idle.forEach(RawConnection::close);
    }
}
