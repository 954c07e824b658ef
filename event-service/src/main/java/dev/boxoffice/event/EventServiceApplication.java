package dev.boxoffice.event;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Venues, performers, events, their seat maps, and which seats are free right now.
@SpringBootApplication
@ConfigurationPropertiesScan
public class EventServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EventServiceApplication.class, arguments);
    }
}
