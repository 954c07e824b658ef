package dev.boxoffice.gateway.limit;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Kinds of requests that are limited apart, so that looking never costs a buyer the right to buy.
enum RateClass {
    READ,
    WRITE,
    RESERVE,
    JOIN,
    TOKEN,
    WEBHOOK;

    static RateClass of(ServerHttpRequest request) {
        HttpMethod method = request.getMethod();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)) {
            return READ;
        }
        String path = request.getPath().value();
        if (path.equals("/booking/reserve")) {
            return RESERVE;
        }
        if (path.equals("/webhooks/stripe") || path.equals("/support/inbound-mail")) {
            return WEBHOOK;
        }
        if (path.endsWith("/queue") && path.startsWith("/events/")) {
            return JOIN;
        }
        return path.equals("/dev/token") || path.equals("/oauth2/token") || path.equals("/login") ? TOKEN : WRITE;
    }
}
