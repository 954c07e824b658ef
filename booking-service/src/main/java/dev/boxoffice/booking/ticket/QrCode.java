package dev.boxoffice.booking.ticket;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/// A ticket's code as a square of dots.
public final class QrCode {

    private static final int QUIET_ZONE = 4; // modules, as ISO/IEC 18004 wants
    private static final int PIXELS_PER_MODULE = 3;
    private static final int WHITE = 1; // of two colours

    /// Which of the eight masks is best is not asked: that takes eight drawings, and a signed code looks as random
    /// behind any of them. Readers find out by themselves (ISO/IEC 18004, 7.8).
    private static final int MASK = 0;

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    public static QrCode of(String code) {
        try {
            var hints = Map.of(EncodeHintType.CHARACTER_SET, "US-ASCII", EncodeHintType.QR_MASK_PATTERN, MASK);
            return new QrCode(
                    Encoder.encode(code, ErrorCorrectionLevel.M, hints).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }

    int size() {
        return modules.getWidth();
    }

    boolean isDark(int column, int row) {
        return modules.get(column, row) == 1;
    }

    /// A PNG as a `data:` URL, for apps that show it as it is.
    public String toDataUrl() {
        var side = (size() + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
        var image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        var dots = image.getRaster();
        for (var y = 0; y < side; y++) {
            for (var x = 0; x < side; x++) {
                var column = x / PIXELS_PER_MODULE - QUIET_ZONE;
                var row = y / PIXELS_PER_MODULE - QUIET_ZONE;
                var inside = column >= 0 && row >= 0 && column < size() && row < size();
                if (!inside || !isDark(column, row)) {
                    dots.setSample(x, y, 0, WHITE);
                }
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
