package dev.boxoffice.support.macro;

import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text modules as they are sent: all of them, in their order.
record MacroRequest(@Nullable List<@Nullable Line> macros) {

    /// One module, in its languages.
    record Line(@Nullable String name, @Nullable Map<String, @Nullable Text> texts) {}

    /// One language of a module.
    record Text(@Nullable String title, @Nullable String body) {}

    private static final int MOST = 200;
    private static final int MOST_LANGUAGES = 20;
    private static final int MAX_TITLE = 200;
    private static final int MAX_BODY = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

    List<Macro> read() {
        var errors = FieldErrors.collect();
        var lines = macros == null ? List.<@Nullable Line>of() : macros;
        errors.rejectIf(macros == null, "macros", "is missing");
        errors.rejectIf(lines.size() > MOST, "macros", "may have at most " + MOST + " entries");
        errors.throwIfAny();
        var names = new HashSet<String>();
        var read = new ArrayList<Macro>();
        for (var i = 0; i < lines.size(); i++) {
            read.add(macro(lines.get(i), "macros[" + i + "]", names, errors));
        }
        errors.throwIfAny();
        return read;
    }

    private static Macro macro(@Nullable Line line, String path, Set<String> names, FieldErrors errors) {
        var name = line == null || line.name() == null ? "" : line.name();
        Map<String, @Nullable Text> given = line == null || line.texts() == null ? Map.of() : line.texts();
        errors.rejectIf(
                !NAME.matcher(name).matches(), path + ".name", "must have 1 to 60 small letters, digits or hyphens");
        errors.rejectIf(!names.add(name), path + ".name", "is there twice");
        errors.rejectIf(
                given.isEmpty() || given.size() > MOST_LANGUAGES,
                path + ".texts",
                "must have 1 to " + MOST_LANGUAGES + " languages");
        var texts = new LinkedHashMap<String, Macro.Text>();
        given.forEach((language, text) -> {
            var at = path + ".texts." + language;
            var title = text == null || text.title() == null ? "" : text.title();
            var body = text == null || text.body() == null ? "" : text.body();
            errors.rejectIf(!LANGUAGE.matcher(language).matches(), at, "is no language such as en or pt-BR");
            errors.rejectIf(
                    title.isBlank() || title.length() > MAX_TITLE || !PlainText.isOneLine(title),
                    at + ".title",
                    "must be one line of 1 to 200 characters");
            errors.rejectIf(
                    body.isBlank() || body.length() > MAX_BODY, at + ".body", "must have 1 to 10000 characters");
            texts.put(language, new Macro.Text(title, body));
        });
        return new Macro(name, texts);
    }
}
