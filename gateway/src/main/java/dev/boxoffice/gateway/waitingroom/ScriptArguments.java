package dev.boxoffice.gateway.waitingroom;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// The ARGV of a Lua script: numbers and words as text, bytes as they are.
public final class ScriptArguments {

    private ScriptArguments() {}

    public static byte[][] of(Object... values) {
        return Stream.of(values).map(ScriptArguments::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }
}
