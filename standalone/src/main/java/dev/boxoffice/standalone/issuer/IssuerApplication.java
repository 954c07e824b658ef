package dev.boxoffice.standalone.issuer;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/// Issues tokens in the standalone run, where no Keycloak is.
@SpringBootApplication(scanBasePackages = {"dev.boxoffice.standalone.issuer", "dev.boxoffice.standalone.mail"})
@ConfigurationPropertiesScan(basePackages = {"dev.boxoffice.standalone.issuer", "dev.boxoffice.standalone.mail"})
public class IssuerApplication {
    public static void main(String[] arguments) {
        run(arguments);
    }

    /// Its settings are in `issuer.yaml`: an `application.yaml` would stand in the way of those that use this module.
    static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(IssuerApplication.class)
                .properties("spring.config.name=issuer")
                .run(arguments);
    }
}
