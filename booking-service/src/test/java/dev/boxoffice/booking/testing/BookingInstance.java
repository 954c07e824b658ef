package dev.boxoffice.booking.testing;

import dev.boxoffice.booking.BookingServiceApplication;
import dev.boxoffice.testkit.BoxofficeProperties;
import dev.boxoffice.testkit.StoreKind;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// One more instance of the service on the same stores, with a clock of its own.
public final class BookingInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private BookingInstance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static BookingInstance start(Duration clockAhead, Map<String, String> settings) {
        var all = new HashMap<>(BoxofficeProperties.of(Set.of(StoreKind.POSTGRES, StoreKind.REDIS)));
        all.put("server.port", "0");
        all.put("boxoffice.stripe.api-base", BookingServiceTest.STRIPE.baseUrl());
        all.putAll(settings);
        var context = new SpringApplicationBuilder(BookingServiceApplication.class)
                .registerShutdownHook(false)
                .initializers(starting -> ((GenericApplicationContext) starting)
                        .registerBean(Clock.class, () -> Clock.offset(Clock.systemUTC(), clockAhead)))
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        return new BookingInstance(context);
    }

    public String base() {
        return "http://localhost:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
