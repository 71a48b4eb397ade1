package app.rapport.customer;

import app.rapport.customer.store.ContactStore;
import app.rapport.platform.NotFound;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.Facts;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
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

    @Bean
    static Facts factsOfCustomer() {
        return new Facts("customer", CustomerFact.class);
    }

    /// The contact that a handle belongs to; made when nobody has it. Of many who ask for one handle at once, one makes it.
    ///
    /// @param name what he calls himself; his address when blank
    public Resolution resolve(long baseId, Handle handle, String name, Actor by) {
        return commands.run(by, command -> {
            var shown = shown(name, handle);
            var at = time.now();
            var resolved = store.resolve(baseId, handle, shown, at).or(() -> store.resolve(baseId, handle, shown, at)).orElseThrow();
            if (resolved instanceof Resolution.Created(long contact, long handleId)) {
                command.append(new Subject("contact", contact), 1, new About(null, contact, null), at,
                        List.of(new CustomerFact.ContactCreated(baseId, handleId, handle.kind(), shown, handle.display())));
            }
            return resolved;
        });
    }

    public Contact get(long id, Actor by) {
        access.require(by, Permission.CONTACT_VIEW);
        return store.contact(id).orElseThrow(NotFound::new);
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
