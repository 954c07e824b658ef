package dev.boxoffice.standalone.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A store could not be unpacked or started; the message is fit for a person's eyes.
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
