package app.rapport.channel.email.mime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts the texts of a mail together: one block per text, alternatives sharing one.
final class Texts {

    private static final Pattern CID = Pattern.compile("(?i)cid:([^\\s\"'<>()&]{1,1000}+)");

    private static final class Block {
        @Nullable StringBuilder text;
        @Nullable StringBuilder html;

        boolean isBlank() {
            return html == null && (text == null || text.chars().allMatch(Character::isWhitespace));
        }
    }

    private record Frame(boolean alternative, Block block) {}

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Block> blocks = new ArrayList<>();

    void enter(boolean alternative) {
        frames.push(new Frame(alternative, new Block()));
    }

    void leave() {
        if (!frames.isEmpty()) frames.pop();
    }

    boolean inAlternative() {
        return frames.stream().anyMatch(Frame::alternative);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    boolean isBlank() {
        return blocks.stream().allMatch(Block::isBlank);
    }

    void add(String content, boolean isHtml) {
        var alternative = frames.stream().filter(Frame::alternative).findFirst();
        var block = alternative.map(Frame::block).orElseGet(Block::new);
        if (!blocks.contains(block)) blocks.add(block);
        var direct = !frames.isEmpty() && frames.element().alternative();
        // Of alternatives the last HTML and the first plain text are the richest that we show; inside one of them all belong together.
        if (isHtml) block.html = block.html == null || direct ? new StringBuilder(content) : block.html.append('\n').append(content);
        else if (block.text == null) block.text = new StringBuilder(content);
        else if (!direct) block.text.append('\n').append(content);
    }

    /// Null when some of the mail is in HTML only.
    @Nullable String text() {
        var out = new StringBuilder();
        for (var block : blocks) {
            if (block.text == null) return null;
            out.append(out.isEmpty() ? "" : "\n").append(block.text);
        }
        return blocks.isEmpty() ? null : out.toString();
    }

    @Nullable String html() {
        if (blocks.stream().allMatch(block -> block.html == null)) return null;
        var out = new StringBuilder();
        for (var block : blocks) out.append(block.html != null ? block.html : preformatted(block.text == null ? "" : block.text.toString()));
        return out.toString();
    }

    private static String preformatted(String text) {
        if (text.isBlank()) return "";
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<div style=\"white-space: pre-wrap\">" + escaped + "</div>";
    }

    /// The Content-IDs that the HTML speaks of, in lower case.
    Set<String> shown() {
        return blocks.stream().filter(block -> block.html != null).flatMap(block -> CID.matcher(block.html).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
