package dev.boxoffice.event.input;

import java.text.Normalizer;

/// What a label looks like: two labels that a reader cannot tell apart have equal keys. Capitals and small letters are
/// told apart; there are theatres with a row A and a row a.
public record LabelKey(String looks) {

    public static LabelKey of(String label) {
        var looks = new StringBuilder(label.length());
        Normalizer.normalize(label, Normalizer.Form.NFKC).codePoints().forEach(character -> {
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                addSpace(looks);
            } else if (!isInvisible(character)) {
                looks.appendCodePoint(character);
            }
        });
        return new LabelKey(looks.toString().strip());
    }

    private static void addSpace(StringBuilder looks) {
        if (!looks.isEmpty() && looks.charAt(looks.length() - 1) != ' ') {
            looks.append(' ');
        }
    }

    /// Marks alone have nothing to stand on.
    public boolean isVisible() {
        return looks.codePoints().anyMatch(character -> switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.SPACE_SEPARATOR -> false;
            default -> true;
        });
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> isBlank(character) || isVariationSelector(character);
        };
    }

    /// Letters and symbols without a shape: Hangul and Khmer fillers, the grapheme joiner, the empty Braille pattern.
    private static boolean isBlank(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    private static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xE0100 && character <= 0xE01EF)
                || (character >= 0x180B && character <= 0x180F);
    }
}
