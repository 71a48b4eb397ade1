package app.rapport.ticket;

/// The first words of a message, on one line, as lists show them.
final class Preview {

    private static final int LONGEST = 140;

    private Preview() {}

    static String of(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())) - 1)) + "…";
    }
}
