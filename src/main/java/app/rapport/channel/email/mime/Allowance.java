package app.rapport.channel.email.mime;

/// How many parts and how much text may still come of one mail. Whoever finds some draws from the same, wherever it stands, so that
/// no number of moderate pieces is a way around a limit.
final class Allowance {

    private int parts;
    private int characters;
    private int lines;
    private boolean cutText;

    Allowance(Limits limits) {
        parts = limits.parts();
        characters = limits.text().all();
        lines = limits.text().lines();
    }

    /// False when there have been too many.
    boolean part() {
        return parts-- > 0;
    }

    /// As much of a plain text as may still be shown.
    String plain(String text) {
        var end = 0;
        while (end < text.length() && lines > 0) {
            var next = text.indexOf('\n', end);
            end = next < 0 ? text.length() : next + 1;
            lines--;
        }
        return markup(drawn(text, end));
    }

    /// As much of a text of any kind as may still be shown.
    String markup(String text) {
        var shown = drawn(text, Math.min(text.length(), characters));
        characters -= shown.length();
        return shown;
    }

    private String drawn(String text, int end) {
        if (end == text.length()) return text;
        cutText = true;
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /// Whether less of a text is shown than came.
    boolean isTextCut() {
        return cutText;
    }
}
