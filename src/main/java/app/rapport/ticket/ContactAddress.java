package app.rapport.ticket;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import app.rapport.customer.Contact;
import app.rapport.customer.Contacts;
import app.rapport.platform.Conflict;
import app.rapport.platform.journal.Actor;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Where a reply to a ticket goes when nothing else is said: to the contact's first e-mail address.
@Component
class ContactAddress {

    private static final Actor READER = Actor.system("reply");

    private final Contacts contacts;

    ContactAddress(Contacts contacts) {
        this.contacts = contacts;
    }

    Contact contact(Ticket ticket) {
        return contacts.get(ticket.origin().contactId(), READER);
    }

    /// By id.
    Map<Long, Contact> contacts(Collection<Ticket> tickets) {
        return contacts.get(tickets.stream().map(ticket -> ticket.origin().contactId()).collect(toSet()), READER).stream().collect(toMap(Contact::id, contact -> contact));
    }

    /// @throws Conflict `no-address`
    Recipient of(Contact contact) {
        return contact.handles().stream().filter(handle -> handle.kind().equals("email")).findFirst()
                .map(handle -> new Recipient("to", handle.display(), contact.name().equals(handle.display()) ? "" : contact.name()))
                .orElseThrow(() -> new Conflict("no-address", "The contact has no e-mail address; add one, or name a recipient."));
    }
}
