package dev.boxoffice.acceptance.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.acceptance.AcceptanceEventFactory;
import dev.boxoffice.acceptance.RunningPlatform;
import dev.boxoffice.acceptance.web.page.DoorPage;
import dev.boxoffice.acceptance.web.page.Look;
import dev.boxoffice.acceptance.web.page.TestBrowser;
import dev.boxoffice.acceptance.web.page.Visitor;
import dev.boxoffice.client.ApiClient;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ticket held before the camera of a door.
class CameraJourneyIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES_A_TURN = 5;
    private static final Look PHONE = new Look("phone", 374, 812, false);
    private static final double TIMES = 1.25;
    private static final int[] DEGREES = {33, 36, 39, 42, 45};

    @Test
    void a_ticket_before_the_camera_lets_in(@TempDir Path folder) throws IOException {
        String host = "organizer-" + UUID.randomUUID();
        String startsAt = Instant.now()
                .plus(Duration.ofHours(2))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String event = AcceptanceEventFactory.onSale(
                RunningPlatform.signedIn(host, "organizer"), "Camera", Map.of("startsAt", startsAt));
        ApiClient buyer = RunningPlatform.signedIn("buyer-" + UUID.randomUUID(), "buyer");
        String booking = AcceptanceEventFactory.book(buyer, event + ".2");
        String qr = buyer.get("/bookings/" + booking + "/tickets")
                .expect(200)
                .json()
                .at("/tickets/0/qr")
                .asString();

        try (TestBrowser browser = TestBrowser.filming(film(qr, folder.resolve("ticket.y4m")))) {
            Visitor scanner =
                    browser.visitor(PHONE).with(RunningPlatform.anybody().tokenOf(host, "organizer", "scanner"));
            DoorPage door = DoorPage.open(scanner, "North");
            scanner.find("#camera").click();
            assertThat(door.admitted()).contains("Go in", "Row A, seat 3");
            assertThat(door.count("in")).isEqualTo("1");
            scanner.picture("door-camera");
            scanner.complainsOfNothing();
        }
    }

    /// The picture of a `data:` address as a film, in the form Chromium's stand-in camera reads (YUV4MPEG2,
    /// planes of 4:2:0) and begins anew when it is over. The ticket is held askew, as by a hand: a
    /// reader that takes each picture as small as a phone shows it makes out none of these.
    private static Path film(String qr, Path file) throws IOException {
        BufferedImage code =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(qr.substring(qr.indexOf(',') + 1))));
        byte[] colour = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colour, (byte) 128);
        try (var out = Files.newOutputStream(file)) {
            out.write("YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n"
                    .formatted(WIDTH, HEIGHT)
                    .getBytes(US_ASCII));
            for (var degrees : DEGREES) {
                var grey = frame(code, degrees);
                for (var frame = 0; frame < FRAMES_A_TURN; frame++) {
                    out.write("FRAME\n".getBytes(US_ASCII));
                    out.write(grey);
                    out.write(colour);
                }
            }
        }
        return file;
    }

    private static byte[] frame(BufferedImage code, int degrees) {
        var frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        var pen = frame.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.translate(WIDTH / 2, HEIGHT / 2);
        pen.rotate(Math.toRadians(degrees));
        pen.scale(TIMES, TIMES);
        pen.drawImage(code, -code.getWidth() / 2, -code.getHeight() / 2, null);
        pen.dispose();
        return (byte[]) frame.getRaster().getDataElements(0, 0, WIDTH, HEIGHT, null);
    }
}
