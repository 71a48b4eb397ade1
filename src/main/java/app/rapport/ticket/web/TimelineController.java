package app.rapport.ticket.web;

import app.rapport.customer.Contact;
import app.rapport.customer.Contacts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import app.rapport.ticket.Conversations;
import app.rapport.workspace.Directory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Everything that happened on a ticket, with who, when and why, newest first.
@RestController
class TimelineController {

    record ActorResponse(String kind, long id, @Nullable String name, @Nullable String via) {}

    /// @param data the fact: ids, choices, old and new values; @param names of the ids in it, by `agent:1`
    @Schema(name = "TimelineEntry")
    record EntryResponse(long id, Instant at, ActorResponse actor, String type, Map<String, Object> data, Map<String, String> names, long command) {}

    /// The facts' choices as everywhere outside.
    @SuppressWarnings("rawtypes")
    private static final class Choices extends ValueSerializer<Enum> {
        @Override
        public void serialize(Enum choice, JsonGenerator to, SerializationContext context) {
            to.writeString(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private final Conversations conversations;
    private final Directory directory;
    private final Contacts contacts;
    private final JsonMapper json = JsonMapper.builder().addModule(new SimpleModule().addSerializer(Enum.class, new Choices())).build();

    TimelineController(Conversations conversations, Directory directory, Contacts contacts) {
        this.conversations = conversations;
        this.directory = directory;
        this.contacts = contacts;
    }

    @GetMapping("/api/v1/tickets/{id}/timeline")
    Page<EntryResponse> list(@PathVariable long id, Paging paging, Actor by) {
        var page = Page.of(conversations.timeline(id, paging.afterId(), paging.fetch(), by), paging.size(), JournalEntry::seq);
        var ids = page.items().stream().map(JournalEntry::actor).filter(actor -> actor.is("contact")).map(Actor::id).collect(Collectors.toSet());
        var names = contacts.get(ids, Actor.system("timeline")).stream().collect(Collectors.toMap(Contact::id, Contact::name));
        return page.map(entry -> response(entry, names));
    }

    /// @param contacts the names of those who did something
    private EntryResponse response(JournalEntry entry, Map<Long, String> contacts) {
        var data = json.convertValue(entry.fact(), new TypeReference<Map<String, Object>>() {});
        var names = new HashMap<String, String>();
        var kind = entry.type().equals("ticket.assigned") ? "agent" : entry.type().equals("ticket.team-changed") ? "team" : null;
        if (kind != null) {
            for (var field : new String[] {"before", "after"}) {
                if (!(data.get(field) instanceof Number id)) continue;
                var name = directory.name(kind, id.longValue());
                if (name != null) names.put(kind + ":" + id, name);
            }
        }
        var actor = entry.actor();
        var name = actor.is("contact") ? contacts.get(actor.id()) : directory.name(actor.kind(), actor.id());
        return new EntryResponse(entry.seq(), entry.at(), new ActorResponse(actor.kind(), actor.id(), name, actor.via()), entry.type(), data, names, entry.command());
    }
}
