package dev.boxoffice.support.macro;

import java.util.Map;

/// A text module, in the languages it is written in.
///
/// @param name what it is called by: letters, digits, hyphens
/// @param texts by language (`en`, `de`, `pt-BR`)
record Macro(String name, Map<String, Text> texts) {

    /// @param title what agents choose it by
    record Text(String title, String body) {}
}
