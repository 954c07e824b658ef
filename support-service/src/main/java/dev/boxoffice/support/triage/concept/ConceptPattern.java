package dev.boxoffice.support.triage.concept;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Concepts that together say something, in any order within a few words: `CHARGE TWICE !SETTLED`.
///
/// `X` must be said, `-X` denied, `~X` spoken of either way, `!X` not said near the others,
/// and `!~X` not spoken of near them at all.
public record ConceptPattern(String text, List<Term> terms) {

    private static final Pattern TERM = Pattern.compile("(!~|[-~!]?)([A-Z][A-Z0-9_]{0,39})");

    /// How a concept must be spoken of.
    enum Mode {
        SAID,
        DENIED,
        EITHER,
        NOT_SAID,
        ABSENT
    }

    /// One concept of a pattern.
    record Term(Mode mode, String concept) {
        boolean forbids() {
            return mode == Mode.NOT_SAID || mode == Mode.ABSENT;
        }
    }

    /// @throws IllegalArgumentException saying what cannot be read
    public static ConceptPattern read(String text) {
        var terms = new ArrayList<Term>();
        for (var part : text.strip().split("\\s+")) {
            var read = TERM.matcher(part);
            if (!read.matches()) {
                throw new IllegalArgumentException(
                        "cannot read “" + part + "”; write CONCEPT, -CONCEPT, ~CONCEPT, !CONCEPT or !~CONCEPT");
            }
            terms.add(new Term(mode(read.group(1)), read.group(2)));
        }
        if (terms.stream().allMatch(Term::forbids)) {
            throw new IllegalArgumentException("“" + text + "” must say what is there, not only what is not");
        }
        return new ConceptPattern(text.strip(), List.copyOf(terms));
    }

    private static Mode mode(String sign) {
        return switch (sign) {
            case "-" -> Mode.DENIED;
            case "~" -> Mode.EITHER;
            case "!" -> Mode.NOT_SAID;
            case "!~" -> Mode.ABSENT;
            default -> Mode.SAID;
        };
    }

    /// The concepts it speaks of.
    public List<String> concepts() {
        return terms.stream().map(Term::concept).distinct().toList();
    }

    public boolean isIn(ConceptReading reading) {
        var needed = terms.stream().filter(term -> !term.forbids()).toList();
        return mentions(reading, needed.getFirst()).stream()
                .filter(reading::isPersonal)
                .anyMatch(anchor -> isAround(reading, anchor, needed.subList(1, needed.size())));
    }

    private boolean isAround(ConceptReading reading, ConceptMention anchor, List<Term> others) {
        return others.stream().allMatch(term -> isNear(anchor, mentions(reading, term)))
                && terms.stream().filter(Term::forbids).noneMatch(term -> isNear(anchor, mentions(reading, term)));
    }

    private static List<ConceptMention> mentions(ConceptReading reading, Term term) {
        return reading.of(term.concept()).stream()
                .filter(mention -> switch (term.mode()) {
                    case SAID, NOT_SAID -> !mention.denied() && !mention.supposed();
                    case DENIED -> mention.denied() && !mention.supposed();
                    case EITHER -> !mention.supposed();
                    case ABSENT -> true;
                })
                .toList();
    }

    private static boolean isNear(ConceptMention anchor, List<ConceptMention> others) {
        return others.stream().anyMatch(anchor::isNear);
    }
}
