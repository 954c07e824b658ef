package dev.boxoffice.standalone.store;

import java.util.Locale;

/// Operating system and processor, in the words the binaries' artifacts use.
record Machine(String os, String processor) {
    static Machine current() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return new Machine(
                os.contains("mac") ? "darwin" : "linux",
                switch (processor) {
                    case "aarch64", "arm64" -> "arm64";
                    case "amd64", "x86_64" -> "amd64";
                    default -> processor;
                });
    }
}
