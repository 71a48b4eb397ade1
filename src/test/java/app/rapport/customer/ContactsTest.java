package app.rapport.customer;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import app.rapport.workspace.Directory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ContactsTest {

    @Test
    void of_two_hundred_who_bring_one_handle_one_makes_the_contact() throws Exception {
        try (var program = new Program(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var contacts = program.bean(Contacts.class);
            var base = program.bean(Directory.class).mainBrand().baseId();
            var asked = new ArrayList<Future<Resolution>>();
            for (var i = 0; i < 200; i++) asked.add(threads.submit(() -> contacts.resolve(base, Handle.email("Linus@Example.org"), "Linus", Actor.system("test"))));
            var ids = new HashSet<Long>();
            var made = 0;
            for (var one : asked) {
                ids.add(one.get().contactId());
                if (one.get() instanceof Resolution.Created) made++;
            }
            assertThat(ids).hasSize(1);
            assertThat(made).isEqualTo(1);
            assertThat(contacts.list("linus@example.org", null, 10, Actor.system("test"))).hasSize(1);
        }
    }
}
