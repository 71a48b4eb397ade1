package app.rapport.channel.email.html;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/// Takes nodes out of a tree, those of each parent at once: taking one child out of a long list moves all that stay behind it, a
/// hundred thousand times over.
final class Removal {

    private Removal() {}

    static void of(Collection<? extends Node> nodes) {
        var byParent = new IdentityHashMap<Element, Set<Node>>();
        for (var node : nodes) {
            if (node.parentNode() instanceof Element parent) byParent.computeIfAbsent(parent, key -> Collections.newSetFromMap(new IdentityHashMap<>())).add(node);
        }
        byParent.forEach((parent, gone) -> {
            var staying = parent.childNodes().stream().filter(child -> !gone.contains(child)).toList();
            parent.empty();
            parent.appendChildren(staying);
        });
    }
}
