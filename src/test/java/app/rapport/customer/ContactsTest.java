package app.rapport.customer;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.journal.Actor;
import app.rapport.testing.Program;
import app.rapport.workspace.Directory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class ContactsTest {

    @Test
    void of_two_hundred_who_bring_one_handle_one_makes_the_contact() throws Exception {
        try (var program = new Program(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var contacts = program.bean(Contacts.class);
            var base = program.bean(Directory.class).mainBrand().baseId();
            var asked = new ArrayList<Future<Resolution>>();
            for (var i = 0; i < 200; i++) asked.add(threads.submit(() -> contacts.resolve(new Contacts.Sought(base, Handle.email("Linus@Example.org"), "Linus"), Actor.system("test"))));
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

    @Test
    void of_many_who_bring_the_same_handles_each_in_an_order_of_his_own_one_makes_each_contact() throws Exception {
        try (var program = new Program(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var contacts = program.bean(Contacts.class);
            var base = program.bean(Directory.class).mainBrand().baseId();
            var handles = IntStream.range(0, 30).mapToObj(i -> Handle.email("customer-" + i + "@example.org")).toList();
            var asked = new ArrayList<Future<Map<String, Long>>>();
            for (var i = 0; i < 40; i++) {
                var order = new ArrayList<>(handles);
                Collections.shuffle(order, new Random(i));
                // One of them stands there twice, written in two ways.
                order.add(Handle.email(order.getFirst().display().toUpperCase(Locale.ROOT)));
                asked.add(threads.submit(() -> {
                    var found = contacts.resolve(order.stream().map(handle -> new Contacts.Sought(base, handle, "")).toList(), Actor.system("test"));
                    var whose = new HashMap<String, Long>();
                    for (var n = 0; n < order.size(); n++) assertThat(whose.merge(order.get(n).value(), found.get(n).contactId(), Math::max)).isEqualTo(found.get(n).contactId());
                    return whose;
                }));
            }
            var whose = asked.getFirst().get();
            for (var one : asked) assertThat(one.get()).isEqualTo(whose);
            assertThat(new HashSet<>(whose.values())).hasSize(30);
            for (var handle : handles) {
                assertThat(contacts.list(handle.value(), null, 10, Actor.system("test"))).singleElement().satisfies(contact -> {
                    assertThat(contact.id()).isEqualTo(whose.get(handle.value()));
                    assertThat(contact.name()).isEqualTo(handle.value());
                });
            }
            assertThat(program.bean(DSLContext.class).fetchSingle("select count(*) from platform_journal where type = 'customer.contact-created'").get(0, Integer.class)).isEqualTo(30);
        }
    }
}
