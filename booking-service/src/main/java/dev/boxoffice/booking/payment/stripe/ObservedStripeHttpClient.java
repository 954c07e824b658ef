package dev.boxoffice.booking.payment.stripe;

import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.boxoffice.platform.client.OutgoingCallMetrics;
import java.util.regex.Pattern;

/// Each attempt of a call to Stripe, measured and traced. Stripe itself is told nothing of the trace.
final class ObservedStripeHttpClient extends HttpClient {

    /// `pi_3NqF…`: a path without its ids is one of few.
    private static final Pattern ID = Pattern.compile("/[a-z]+_(?=[A-Za-z_]*[0-9])[A-Za-z0-9_]+");

    private final HttpClient client = new StripeConnectionClient();
    private final OutgoingCallMetrics calls;

    ObservedStripeHttpClient(OutgoingCallMetrics calls) {
        this.calls = calls;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        var route = ID.matcher(request.url().getPath()).replaceAll("/{id}");
        try (var call = calls.begin("stripe", request.method().name(), route, (_, _) -> {})) {
            try {
                var response = client.request(request);
                call.answered(response.code());
                return response;
            } catch (StripeException | RuntimeException failure) {
                call.failed(failure);
                throw failure;
            }
        }
    }
}
