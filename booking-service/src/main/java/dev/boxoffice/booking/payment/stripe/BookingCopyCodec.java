package dev.boxoffice.booking.payment.stripe;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingStatus;
import dev.boxoffice.booking.hold.HoldProperties;
import dev.boxoffice.booking.line.BookingLineConverter;
import dev.boxoffice.booking.line.BookingPrice;
import dev.boxoffice.platform.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// M12: a booking as its payment's metadata keep it at Stripe, sealed, so that one whose row is lost in a restore
/// can be made again.
///
/// JSON, deflated, AES-256-GCM, base64url, in pieces of 500 characters as Stripe takes them. A repeated request
/// must be the same to the letter (Stripe compares what comes with one idempotency key), so the nonce is made of
/// the content: equal copies are equal, and others practically never share one.
@Component
public class BookingCopyCodec {

    private static final String PIECE = "booking_copy_";
    private static final int PIECE_LENGTH = 500;

    /// Of Stripe's fifty keys. A booking that needs more is not copied, and its payment is given back.
    private static final int MOST_PIECES = 40;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MOST_INFLATED = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Copy(
            UUID event,
            UUID id,
            String buyer,
            String hold,
            List<Integer> ordinals,
            List<Long> amounts,
            long amount,
            String currency,
            @Nullable String lines,
            long version,
            @Nullable Integer code,
            long createdAt) {}

    private final SecretKeySpec key;
    private final @Nullable SecretKeySpec previousKey;

    BookingCopyCodec(HoldProperties properties) {
        key = derived(properties.signingKey());
        previousKey = properties.previousSigningKey() == null ? null : derived(properties.previousSigningKey());
    }

    private static SecretKeySpec derived(String secret) {
        var master = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256");
        return new SecretKeySpec(hmac(master, "booking-copy".getBytes(StandardCharsets.UTF_8)), "AES");
    }

    /// Keys and values for Stripe's metadata; none where it would not fit.
    Map<String, String> encode(Booking booking) {
        var price = booking.price();
        var copy = new Copy(
                booking.event(),
                booking.id(),
                booking.buyer(),
                booking.holdKey(),
                booking.ordinals(),
                price.amounts(),
                price.total().amount(),
                price.total().currency(),
                price.itemised() == null ? null : BookingLineConverter.toJson(price.itemised()),
                price.version(),
                price.code(),
                booking.createdAt().toEpochMilli());
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(JSON.writeValueAsBytes(copy)));
        var pieces = new LinkedHashMap<String, String>();
        for (var from = 0; from < text.length(); from += PIECE_LENGTH) {
            pieces.put(PIECE + (pieces.size() + 1), text.substring(from, Math.min(from + PIECE_LENGTH, text.length())));
        }
        return pieces.size() > MOST_PIECES ? Map.of() : pieces;
    }

    /// The booking as it was when it was paid for, yet without its seats; empty where there is no copy of ours.
    public Optional<Booking> decode(Map<String, String> metadata) {
        var text = new StringBuilder();
        for (var i = 1; metadata.containsKey(PIECE + i); i++) {
            text.append(metadata.get(PIECE + i));
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var copy = JSON.readValue(opened(Base64.getUrlDecoder().decode(text.toString())), Copy.class);
            return Optional.of(bookingOf(copy));
        } catch (GeneralSecurityException
                | UncheckedIOException
                | IllegalArgumentException
                | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static Booking bookingOf(Copy copy) {
        var createdAt = Instant.ofEpochMilli(copy.createdAt());
        var price = new BookingPrice(
                new Money(copy.amount(), copy.currency()),
                copy.amounts(),
                copy.lines() == null ? null : BookingLineConverter.fromJson(copy.lines(), copy.currency()),
                copy.version(),
                copy.code());
        return new Booking(
                copy.event(),
                copy.id(),
                copy.buyer(),
                copy.hold(),
                copy.ordinals(),
                price,
                BookingStatus.PAYMENT_FAILED,
                null,
                null,
                new Booking.Attempt(1, true, createdAt, null, null, null, createdAt),
                createdAt);
    }

    private byte[] sealed(byte[] content) {
        try {
            var nonce = Arrays.copyOf(hmac(key, content), NONCE_BYTES);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            var text = cipher.doFinal(deflated(content));
            var all = Arrays.copyOf(nonce, nonce.length + text.length);
            System.arraycopy(text, 0, all, nonce.length, text.length);
            return all;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("AES-GCM is missing", missing);
        }
    }

    private byte[] opened(byte[] all) throws GeneralSecurityException {
        try {
            return opened(all, key);
        } catch (GeneralSecurityException another) {
            if (previousKey == null) {
                throw another;
            }
            return opened(all, previousKey);
        }
    }

    private static byte[] opened(byte[] all, SecretKeySpec with) throws GeneralSecurityException {
        if (all.length <= NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, with, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
        return inflated(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
    }

    private static byte[] deflated(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] content) {
        var out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                if (count + length > MOST_INFLATED) {
                    throw new IllegalArgumentException("no copy of ours is that long");
                }
                super.write(bytes, from, length);
            }
        };
        try (var inflater = new InflaterOutputStream(out)) {
            inflater.write(content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toByteArray();
    }

    private static byte[] hmac(SecretKeySpec key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HmacSHA256 is missing", missing);
        }
    }
}
