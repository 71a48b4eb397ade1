package app.rapport.desk;

import app.rapport.customer.Contacts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.rules.Lookup;
import app.rapport.workspace.Directory;
import app.rapport.workspace.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the names in a question stand for: `assignee:me`, `team:"Returns"`, `contact:linus@example.org`.
@Component
class Names {

    private static final Actor READER = Actor.system("query");

    private final Directory directory;
    private final Contacts contacts;

    Names(Directory directory, Contacts contacts) {
        this.directory = directory;
        this.contacts = contacts;
    }

    Lookup of(Viewer viewer) {
        return (kind, word) -> switch (kind) {
            case "agent" -> word.equals("me") ? Long.valueOf(viewer.agentId()) : only(directory.agentsNamed(word));
            case "team" -> only(directory.teamsNamed(word));
            case "contact" -> word.contains("@") ? only(contacts.list(word, null, 2, READER).stream().map(contact -> contact.id()).toList()) : null;
            default -> null;
        };
    }

    private static @Nullable Long only(List<Long> ids) {
        return ids.size() == 1 ? ids.getFirst() : null;
    }
}
