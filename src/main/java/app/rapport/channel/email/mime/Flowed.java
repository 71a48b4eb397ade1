package app.rapport.channel.email.mime;

/// RFC 3676: lines that end in a space go on in the next one of the same quote depth.
final class Flowed {

    private final StringBuilder out = new StringBuilder();
    private final boolean deleteSpace;
    private int depth = -1;

    private Flowed(boolean deleteSpace) {
        this.deleteSpace = deleteSpace;
    }

    static String unfold(String text, boolean deleteSpace) {
        var flowed = new Flowed(deleteSpace);
        text.lines().forEach(flowed::line);
        return flowed.out.toString();
    }

    private void line(String line) {
        var itsDepth = 0;
        while (itsDepth < line.length() && line.charAt(itsDepth) == '>') itsDepth++;
        var content = line.substring(itsDepth);
        if (content.startsWith(" ")) content = content.substring(1);
        var signature = content.equals("-- ");
        if (depth != itsDepth || signature) begin(itsDepth);
        var goesOn = content.endsWith(" ") && !signature;
        out.append(goesOn && deleteSpace ? content.substring(0, content.length() - 1) : content);
        if (!goesOn) {
            out.append('\n');
            depth = -1;
        }
    }

    private void begin(int itsDepth) {
        if (depth >= 0) out.append('\n');
        out.append(">".repeat(itsDepth)).append(itsDepth > 0 ? " " : "");
        depth = itsDepth;
    }
}
