package dev.boxoffice.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.security.OidcProperties;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePolicyTest {

    private static String policyWith(@Nullable String key) {
        var oidc = new OidcProperties(
                "https://issuer.example/realms/tickets",
                URI.create("https://issuer.example/keys"),
                "boxoffice",
                "roles",
                Duration.ofSeconds(30),
                100,
                Duration.ofSeconds(60));
        return new PagePolicy(new PagesProperties("boxoffice-web", key, null), oidc).text();
    }

    @Test
    void with_a_publishable_key_stripes_script_and_frames_are_let_in() {
        assertThat(policyWith("pk_live_51abc"))
                .contains(
                        "script-src 'self' https://js.stripe.com;",
                        "connect-src 'self' https://issuer.example https://api.stripe.com;",
                        "frame-src https://js.stripe.com https://hooks.stripe.com")
                .doesNotContain("unsafe");
    }

    @Test
    void forms_go_to_ourselves_and_to_the_issuer_where_somebody_signs_out() {
        assertThat(policyWith(null)).contains("form-action 'self' https://issuer.example;");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sk_live_51abc", "none"})
    void without_one_nobody_else_is(@Nullable String key) {
        assertThat(policyWith(key))
                .endsWith("connect-src 'self' https://issuer.example")
                .contains("script-src 'self';")
                .doesNotContain("stripe", "frame-src");
    }
}
