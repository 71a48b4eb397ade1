package app.rapport.channel.email.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Takes leaves out of a tree, and the elements that hold nothing without them. Elements that were empty before are layout and
/// stay.
final class Pruning implements NodeVisitor {

    private final Set<Node> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Boolean> filled = new ArrayDeque<>();
    private final List<Node> hollow = new ArrayList<>();

    private Pruning() {}

    static void remove(List<Node> leaves, Element root) {
        var pruning = new Pruning();
        leaves.forEach(pruning::touch);
        Removal.of(leaves);
        NodeTraversor.traverse(pruning, root);
        Removal.of(pruning.hollow);
    }

    private void touch(Node leaf) {
        for (var parent = leaf.parentNode(); parent != null && touched.add(parent); ) parent = parent.parentNode();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element) filled.push(false);
        if (node instanceof TextNode text && !text.isBlank()) fill();
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) return;
        var name = element.normalName();
        var isFilled = filled.pop() || name.equals("img") || name.equals("hr") || name.equals("br");
        if (isFilled) fill();
        else if (touched.contains(element)) hollow.add(element);
    }

    private void fill() {
        if (filled.isEmpty()) return;
        filled.pop();
        filled.push(true);
    }
}
