package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(BoxofficeTestTest.class)
@BoxofficeTest(stores = StoreKind.REDIS)
@TestPropertySource(properties = "boxoffice.hold.signing-key=my own")
class BoxofficeTestTest {
    @Autowired
    private Environment environment;

    @Test
    void a_test_is_led_to_the_stores_it_asked_for_and_may_set_what_it_likes() {
        assertThat(environment.getProperty("boxoffice.redis.url"))
                .isEqualTo(TestRedis.shared().url());
        assertThat(environment.getProperty("boxoffice.oidc.jwks"))
                .isEqualTo(TokenIssuer.shared().jwksUri());
        assertThat(environment.getProperty("boxoffice.db.url")).isNull();
        assertThat(environment.getProperty("boxoffice.stripe.webhook-secret")).startsWith("whsec_");
        assertThat(environment.getProperty("boxoffice.hold.signing-key")).isEqualTo("my own");
    }
}
