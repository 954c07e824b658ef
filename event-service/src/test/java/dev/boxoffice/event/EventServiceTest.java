package dev.boxoffice.event;

import dev.boxoffice.event.live.SeatChangeClient;
import dev.boxoffice.testkit.BoxofficeTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/// The whole service on a free port, on real stores; all tests share one.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "boxoffice.live.heartbeat-interval=1s",
            "boxoffice.live.stuck-after=2s",
            "boxoffice.live.idle-after=3s"
        })
@BoxofficeTest
@Import({EventApiClient.class, SeatChangeClient.class})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventServiceTest {}
