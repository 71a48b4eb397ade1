package app.rapport.desk.live;

import app.rapport.desk.View;
import app.rapport.platform.Invalid;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// What a screen wants to hear of: `view:mine`, `ticket:1001`, `views` (the counts).
public record Topics(Set<View> views, Set<Long> tickets, boolean counts) {

    private static final int MOST = 200;

    /// @throws Invalid `topics` `unknown-choice`, `too-many`
    static Topics of(Collection<String> words) {
        if (words.size() > MOST) throw new Invalid("topics", "too-many", "At most " + MOST + " topics.");
        var views = EnumSet.noneOf(View.class);
        var tickets = new HashSet<Long>();
        var counts = false;
        for (var word : words) {
            if (word.equals("views")) counts = true;
            else if (word.startsWith("view:")) views.add(View.of(word.substring("view:".length())));
            else if (word.matches("ticket:\\d{1,18}")) tickets.add(Long.parseLong(word.substring("ticket:".length())));
            else throw new Invalid("topics", "unknown-choice", "Topics such as view:mine, ticket:1001, views.");
        }
        return new Topics(views, tickets, counts);
    }
}
