package app.rapport.customer.web;

import app.rapport.customer.Contact;
import app.rapport.customer.Contacts;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.web.Page;
import app.rapport.platform.web.Paging;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Contacts to look at.
@RestController
@RequestMapping("/api/v1/contacts")
class ContactController {

    record HandleResponse(String kind, String address) {}

    record ContactResponse(
            long id, long version, String name, List<HandleResponse> handles, @Nullable String locale, @Nullable String zone, Instant createdAt) {
        static ContactResponse of(Contact contact) {
            return new ContactResponse(contact.id(), contact.version(), contact.name(),
                    contact.handles().stream().map(handle -> new HandleResponse(handle.kind(), handle.display())).toList(), contact.locale(), contact.zone(), contact.createdAt());
        }
    }

    private final Contacts contacts;

    ContactController(Contacts contacts) {
        this.contacts = contacts;
    }

    @GetMapping
    Page<ContactResponse> list(@RequestParam(required = false) @Nullable String email, Paging paging, Actor by) {
        return Page.of(contacts.list(email, paging.afterId(), paging.fetch(), by), paging.size(), Contact::id).map(ContactResponse::of);
    }

    @GetMapping("/{id}")
    ContactResponse get(@PathVariable long id, Actor by) {
        return ContactResponse.of(contacts.get(id, by));
    }
}
