package dev.boxoffice.booking;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Sells seats: holds, bookings, payments, e-tickets, check-in.
@SpringBootApplication
@ConfigurationPropertiesScan
public class BookingServiceApplication {

    public static void main(String[] args) {
        // stripe-java speaks through HttpURLConnection: keep as many idle connections as payments run at
        // once, and never let it repeat a POST behind our back (we repeat, with the idempotency key in mind).
        System.setProperty("http.maxConnections", System.getProperty("http.maxConnections", "128"));
        System.setProperty("sun.net.http.retryPost", "false");
        SpringApplication.run(BookingServiceApplication.class, args);
    }
}
