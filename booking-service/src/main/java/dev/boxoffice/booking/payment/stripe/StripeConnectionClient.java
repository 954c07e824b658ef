package dev.boxoffice.booking.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/// Calls Stripe as stripe-java's own `HttpURLConnectionClient` does, over the connections that the JDK keeps.
///
/// That one opens a jar for every request, to say which version of Gson this process has: an eighth of the processor
/// time of a payment's call.
final class StripeConnectionClient extends HttpClient {

    private static final int SERVER_ERROR = 500;
    private static final String CLIENT = buildXStripeClientUserAgentString();

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            return answerOf(sent(request));
        } catch (IOException failure) {
            // stripe-java tries again for the sake of some causes.
            throw new ApiConnectionException("Stripe cannot be reached: " + failure.getMessage(), failure);
        }
    }

    private static HttpURLConnection sent(StripeRequest request) throws IOException {
        var call = (HttpURLConnection) request.url().openConnection();
        call.setRequestMethod(request.method().name());
        call.setConnectTimeout(request.options().getConnectTimeout());
        call.setReadTimeout(request.options().getReadTimeout());
        call.setUseCaches(false);
        request.headers().map().forEach((name, values) -> call.setRequestProperty(name, String.join(",", values)));
        call.setRequestProperty("User-Agent", buildUserAgentString(request));
        call.setRequestProperty("X-Stripe-Client-User-Agent", CLIENT);
        var content = request.content();
        if (content != null) {
            call.setDoOutput(true);
            call.setRequestProperty("Content-Type", content.contentType());
            try (var body = call.getOutputStream()) {
                body.write(content.byteArrayContent());
            }
        }
        return call;
    }

    /// A connection whose answer was read to its end is kept.
    private static StripeResponse answerOf(HttpURLConnection call) throws IOException {
        var status = call.getResponseCode();
        try (var body = status >= 200 && status < 300 ? call.getInputStream() : call.getErrorStream()) {
            var text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                // stripe-java takes it for a bug of its own, and asks once more only where nobody was reached.
                var nothing = "nothing but status " + status;
                throw status >= SERVER_ERROR ? new ConnectException(nothing) : new IOException(nothing);
            }
            return new StripeResponse(status, HttpHeaders.of(call.getHeaderFields()), text);
        }
    }
}
