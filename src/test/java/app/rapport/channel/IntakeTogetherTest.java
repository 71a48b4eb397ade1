package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.channel.spi.Adapter;
import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.intake.Intake;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.ticket.Receiving;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/// Mails that share a transaction are read before any of them is written, and still know of one another.
class IntakeTogetherTest {

    /// Origins of one line, whether there are 2, 4, 6 or 8 lines.
    private static final int FAR = 24;

    private final List<Intake.Arrived> arrived = new ArrayList<>();
    private long account;

    @Test
    void of_mails_that_share_a_transaction_each_finds_the_ticket_that_one_before_it_opened() {
        try (var program = new Program()) {
            account = program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false)).body().path("id").asLong();
            write("alice", "Cc: bob@example.org\r\nMessage-ID: <a@example.org>\r\n", "Tent");
            write("carol", "Message-ID: <c1@example.org>\r\n", "Stove");
            write("bob", "Message-ID: <b@example.org>\r\nReferences: <a@example.org>\r\n", "Re: Tent");
            write("erin", "", "Lamp");
            write("carol", "Message-ID: <c2@example.org>\r\nReferences: <c1@example.org>\r\n", "Re: Stove");
            write("dave", "Message-ID: <d@example.org>\r\n", "Rope");
            write("dave", "Message-ID: <d@example.org>\r\n", "Rope");
            for (var i = 0; i < 4; i++) write("stranger-" + i, "Message-ID: <s" + i + "@example.org>\r\n", "Question " + i);
            assertThat(outcomesInOneTransaction(program)).containsExactly("opened", "opened", "joined", "opened", "joined", "opened", "duplicate", "opened", "opened", "opened", "opened");
            assertThat(tickets(program)).containsExactly("Tent 2", "Stove 2", "Lamp 1", "Rope 1", "Question 0 1", "Question 1 1", "Question 2 1", "Question 3 1");
            assertThat(program.bean(DSLContext.class).fetch("select t.subject from ticket t join ticket_message m on m.ticket_id = t.id join platform_intake i on i.message_id = m.id and i.ticket_id = t.id "
                    + "join customer_handle h on h.contact_id = t.contact_id order by i.id").getValues(0, String.class))
                    .containsExactly("Tent", "Stove", "Tent", "Lamp", "Stove", "Rope", "Question 0", "Question 1", "Question 2", "Question 3");
        }
    }

    @Test
    void an_answer_that_comes_before_its_mail_has_that_join_it_in_one_transaction() {
        try (var program = new Program()) {
            account = program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false)).body().path("id").asLong();
            write("bob", "Cc: alice@example.org\r\nMessage-ID: <b@example.org>\r\nReferences: <a@example.org>\r\n", "Re: Tent");
            write("carol", "Message-ID: <c@example.org>\r\n", "Stove");
            write("alice", "Cc: bob@example.org\r\nMessage-ID: <a@example.org>\r\n", "Tent");
            assertThat(outcomesInOneTransaction(program)).containsExactly("opened", "opened", "joined");
            assertThat(tickets(program)).containsExactly("Re: Tent 2", "Stove 1");
        }
    }

    @Test
    void of_two_transactions_the_second_sees_what_the_first_names() {
        try (var program = new Program(); var second = Executors.newVirtualThreadPerTaskExecutor()) {
            account = program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false)).body().path("id").asLong();
            write("bob", "Cc: alice@example.org\r\nMessage-ID: <b@example.org>\r\nReferences: <a@example.org>\r\n", "Re: Tent");
            write("alice", "Cc: bob@example.org\r\nMessage-ID: <a@example.org>\r\n", "Tent");
            var waiting = program.bean(Transactions.class).run(() -> {
                assertThat(receive(program, arrived.getFirst())).returns("opened", Intake.Done::outcome);
                var late = second.submit(() -> program.bean(Transactions.class).run(() -> receive(program, arrived.getLast())));
                await().until(() -> program.bean(DSLContext.class).fetchExists(DSL.table("pg_locks"), DSL.condition("locktype = 'advisory' and not granted")));
                return late;
            });
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).returns("joined", Intake.Done::outcome);
        }
    }

    private List<String> outcomesInOneTransaction(Program program) {
        program.bean(Intake.class).accept(arrived);
        await().until(() -> program.bean(Intake.class).waiting() == 0);
        var db = program.bean(DSLContext.class);
        assertThat(db.fetchSingle("select count(distinct xmin::text) from platform_intake").get(0, Integer.class)).as("transactions").isEqualTo(1);
        return db.fetch("select outcome from platform_intake order by id").getValues(0, String.class);
    }

    private static List<String> tickets(Program program) {
        return program.bean(DSLContext.class).fetch("select subject || ' ' || message_count from ticket order by id").getValues(0, String.class);
    }

    private static Intake.Done receive(Program program, Intake.Arrived mail) {
        var open = new Intake.Open(0, mail, 1, Instant.EPOCH);
        var incoming = (Incoming) program.bean(Adapter.class).read(open);
        program.bean(Receiving.class).lock(incoming.ids().toList());
        return program.bean(IntakeStep.class).receive(List.of(new IntakeStep.Mail(open, incoming))).getFirst();
    }

    private void write(String name, String headers, String subject) {
        var mail = ("From: " + name + "@example.org\r\nTo: " + Cast.SUPPORT + "\r\n" + headers + "Subject: " + subject + "\r\n\r\nHello, it is about my order.\r\n").getBytes(StandardCharsets.UTF_8);
        var envelope = "{\"from\":\"" + name + "@example.org\",\"recipient\":\"" + Cast.SUPPORT + "\",\"client\":\"127.0.0.1\"}";
        arrived.add(new Intake.Arrived("email", account, new byte[] {(byte) arrived.size()}, (long) FAR * arrived.size(), envelope, mail, null, mail.length));
    }
}
