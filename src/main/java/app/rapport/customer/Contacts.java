package app.rapport.customer;

import app.rapport.customer.store.ContactStore;
import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The people who write to us.
@Component
public class Contacts {

    private static final int LONGEST_NAME = 200;

    private final ContactStore store;
    private final Commands commands;
    private final Access access;
    private final Time time;

    Contacts(ContactStore store, Commands commands, Access access, Time time) {
        this.store = store;
        this.commands = commands;
        this.access = access;
        this.time = time;
    }

    /// @param name what he calls himself; his address when blank
    public record Sought(long baseId, Handle handle, String name) {}

    /// The contact that a handle belongs to; made when nobody has it. Of many who ask for one handle at once, one makes it.
    public Resolution resolve(Sought one, Actor by) {
        return resolve(List.of(one), by).getFirst();
    }

    /// Each in its place.
    public List<Resolution> resolve(List<Sought> all, Actor by) {
        var at = time.now();
        var shown = all.stream().map(one -> new Sought(one.baseId, one.handle, shown(one.name, one.handle))).toList();
        // One transaction for all; each that is made is a command of its own.
        return commands.run(by, none -> {
            var first = store.resolve(shown, at);
            // Others were making what is missing; they have committed.
            var second = first.contains(Optional.<Resolution>empty()) ? store.resolve(shown, at) : first;
            var made = new HashSet<Resolution>();
            var resolved = new ArrayList<Resolution>();
            for (var i = 0; i < shown.size(); i++) {
                var resolution = first.get(i).isPresent() ? first.get(i).get() : second.get(i).orElseThrow();
                if (resolution instanceof Resolution.Created created && made.add(created)) created(shown.get(i), created, at, by);
                resolved.add(resolution);
            }
            return resolved;
        });
    }

    private void created(Sought sought, Resolution.Created created, Instant at, Actor by) {
        commands.run(by, command -> {
            command.append(new Subject("contact", created.contactId()), 1, new About(null, created.contactId(), null), at,
                    List.of(new CustomerFact.ContactCreated(sought.baseId, created.handleId(), sought.handle.kind(), sought.name, sought.handle.display())));
            return created;
        });
    }

    public Contact get(long id, Actor by) {
        return get(List.of(id), by).stream().findFirst().orElseThrow(NotFound::new);
    }

    /// Those that are there.
    public List<Contact> get(Collection<Long> ids, Actor by) {
        access.require(by, Permission.CONTACT_VIEW);
        return store.contacts(ids);
    }

    /// @param email only the contact with this address
    public List<Contact> list(@Nullable String email, @Nullable Long after, int limit, Actor by) {
        access.require(by, Permission.CONTACT_VIEW);
        return store.list(email == null ? null : Handle.email(email), after, limit);
    }

    private static String shown(String name, Handle handle) {
        var shown = name.isBlank() ? handle.display() : name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return shown.length() <= LONGEST_NAME ? shown : shown.substring(0, LONGEST_NAME);
    }
}
