package app.rapport.channel.email.html;

import app.rapport.channel.email.quoting.Part;
import app.rapport.channel.email.quoting.Quotes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeTraversor;

/// A document parted into what is shown and what is folded.
record Folding(Element visible, Element quoted, String visibleText, String fullText) {

    static Folding of(Element body) {
        var lines = HtmlLines.of(body, false);
        var plain = lines.stream().map(HtmlLine::asMailLine).toList();
        var parts = Quotes.of(plain);
        var visibleText = TextLines.join(plain, parts, part -> part == Part.OWN);
        var fullText = TextLines.join(plain, parts, _ -> true);
        if (!parts.contains(Part.QUOTE)) return new Folding(body, new Element("div"), visibleText, fullText);
        var quotedLeaves = leaves(lines, parts, true);
        var ownLeaves = leaves(lines, parts, false);
        quotedLeaves.removeAll(ownLeaves);
        return new Folding(without(body, quotedLeaves), without(body, ownLeaves), visibleText, fullText);
    }

    private static Set<Node> leaves(List<HtmlLine> lines, List<Part> parts, boolean quoted) {
        Set<Node> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var i = 0; i < lines.size(); i++) {
            if (parts.get(i) == Part.QUOTE == quoted) leaves.addAll(lines.get(i).leaves);
        }
        return leaves;
    }

    // A copy has its nodes in the same order, so a node is known by its place.
    private static Element without(Element body, Set<Node> leaves) {
        var places = new HashSet<Integer>();
        int[] place = {0};
        NodeTraversor.traverse((node, _) -> {
            if (leaves.contains(node)) places.add(place[0]);
            place[0]++;
        }, body);
        var copy = body.clone();
        var doomed = new ArrayList<Node>();
        place[0] = 0;
        NodeTraversor.traverse((node, _) -> {
            if (places.contains(place[0]++)) doomed.add(node);
        }, copy);
        Pruning.remove(doomed, copy);
        return copy;
    }
}
