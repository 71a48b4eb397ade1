package app.rapport.channel.email.html;

import app.rapport.channel.email.quoting.MailLine;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Node;

/// A line as it is seen, and the leaves of the document that it is made of.
final class HtmlLine {

    final StringBuilder text = new StringBuilder();
    final List<Node> leaves = new ArrayList<>();
    boolean quoted;
    boolean cut;
    boolean signature;

    MailLine asMailLine() {
        return new MailLine(text.toString().strip().equals("--") ? "-- " : text.toString().stripTrailing(), quoted, cut, signature);
    }
}
