package dev.boxoffice.booking.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.boxoffice.platform.money.Money;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ETicketTest {

    private static final String CODE = "BOX1.AbCdEf0123456789-_.signature";

    @Test
    void what_is_shown_carries_a_picture_that_says_the_code() throws Exception {
        var ticket = new ETicket("e-1.7", "Stalls", "A", "7", new Money(4500, "EUR"), null, CODE);

        var shown = JsonMapper.shared().valueToTree(ETicketView.of(ticket));

        assertThat(shown.path("code").asString()).isEqualTo(CODE);
        var prefix = "data:image/png;base64,";
        assertThat(shown.path("qr").asString()).startsWith(prefix);
        var png = Base64.getDecoder().decode(shown.path("qr").asString().substring(prefix.length()));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        assertThat(new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(source)))
                        .getText())
                .isEqualTo(CODE);
    }
}
