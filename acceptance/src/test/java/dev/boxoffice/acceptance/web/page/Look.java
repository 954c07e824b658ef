package dev.boxoffice.acceptance.web.page;

import java.util.List;

/// How a page is looked at.
public record Look(String name, int width, int height, boolean dark) {

    static final Look LIGHT = new Look("light", 1280, 900, false);

    public static final List<Look> ALL =
            List.of(LIGHT, new Look("dark", 1280, 900, true), new Look("phone", 390, 844, false));
}
