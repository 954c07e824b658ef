package dev.boxoffice.support;

import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.mail.OutgoingMailProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The support desk as a process of its own.
@SpringBootApplication
@EnableConfigurationProperties({SupportProperties.class, OutgoingMailProperties.class, InboundMailProperties.class})
public class SupportServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(SupportServiceApplication.class, args);
    }
}
