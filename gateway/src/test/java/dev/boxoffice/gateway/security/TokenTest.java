package dev.boxoffice.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenTest extends GatewayTest {

    static Stream<Arguments> badTokens() {
        Map<String, Object> noSubject = new HashMap<>();
        noSubject.put("sub", null);
        return Stream.of(
                Arguments.of("expired", TOKENS.expired("alice", "buyer")),
                Arguments.of("another issuer's", TOKENS.otherIssuer("alice", "buyer")),
                Arguments.of("forged", TOKENS.forged("alice", "buyer")),
                Arguments.of("for another audience", TOKENS.otherAudience("alice", "buyer")),
                Arguments.of("alg: none", TOKENS.unsigned("alice", "buyer")),
                Arguments.of("without a subject", TOKENS.tokenWith("alice", noSubject, "buyer")),
                Arguments.of("nonsense", "a.b.c"),
                Arguments.of("only a blank", " "),
                Arguments.of("no token at all", "\"{}\""),
                Arguments.of("too long", "x".repeat(9_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void a_bad_token_is_refused_on_public_paths_too(String kind, String token) {
        for (String path : new String[] {"/venues/public", "/bookings"}) {
            HttpResponse<String> response = get(path, request -> request.header("Authorization", "Bearer " + token));
            assertThat(response.statusCode()).as(kind).isEqualTo(401);
            assertThat(type(response)).isEqualTo("/problems/unauthenticated");
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
        }
    }

    @Test
    void reading_needs_no_token_and_buying_does() {
        for (String open : new String[] {"/venues", "/performers/1", "/events/1/seat-map", "/search"}) {
            assertThat(get(open).statusCode()).as(open).isEqualTo(200);
        }
        for (String closed : new String[] {"/bookings", "/booking/holds/1", "/support/cases/1", "/queues"}) {
            HttpResponse<String> response = get(closed);
            assertThat(response.statusCode()).as(closed).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
    }

    @Test
    void stripe_and_door_scanners_get_through_without_a_users_token() {
        assertThat(get("/.well-known/ticket-keys.json").statusCode()).isEqualTo(200);
        assertThat(send(request("/webhooks/stripe")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_token_reaches_the_service() {
        call("GET", "/bookings/with-token", "alice", "");
        assertThat(BOOKINGS.seen())
                .anyMatch(seen -> seen.path().equals("/bookings/with-token")
                        && seen.headers().containsKey("Authorization"));
    }
}
