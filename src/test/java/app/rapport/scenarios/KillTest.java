package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Flood;
import app.rapport.testing.ProgramProcess;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was accepted is there, exactly once, whatever was killed meanwhile.
class KillTest {

    private static final boolean FULL = Boolean.getBoolean("rapport.full");
    private static final int KILLS = FULL ? 10 : 1;
    private static final int MAILS = FULL ? 2000 : 100;
    private static final Pattern MARK = Pattern.compile("The mark is (T\\w+)\\.");
    /// May be set to repeat a run.
    private static final long SEED = Long.getLong("rapport.seed", new Random().nextLong());

    private ProgramProcess program;
    private GreenMail world;

    @BeforeEach
    void start() {
        System.out.println("KillTest: repeat this run with -Drapport.seed=" + SEED);
        world = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        world.start();
        program = new ProgramProcess();
        program.start();
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.getSmtp().getPort(), true)).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        program.close();
        world.stop();
    }

    @Test
    void the_program_is_killed_in_a_flood_of_mails() {
        flood(killed -> {
            killed.kill();
            killed.start();
        });
        assertThat(program.stop()).isTrue();
        await().until(() -> program.postmasters() == 0);
    }

    @Test
    void the_database_is_killed_in_a_flood_of_mails_and_the_program_brings_it_back() {
        flood(ProgramProcess::killPostmaster);
        assertThat(program.log()).content(StandardCharsets.UTF_8).contains("PostgreSQL ended by itself");
    }

    private void flood(Consumer<ProgramProcess> strike) {
        var flood = new Flood(program.smtpPort(), SEED, () -> {
            strike.accept(program);
            assertThat(program.postmasters()).isLessThanOrEqualTo(1);
        });
        flood.send(MAILS, KILLS);
        await().atMost(Duration.ofMinutes(5)).ignoreExceptions().until(this::everythingIsDone);

        assertThat(program.postmasters()).isEqualTo(1);
        var database = program.database();
        assertThat(flood.accepted()).hasSize(MAILS);
        assertThat(received(database)).containsExactlyInAnyOrderElementsOf(flood.accepted().keySet());
        var texts = database.resultQuery("select author_address, body_text from ticket_message where direction = 'in'").fetchMap(0, 1);
        flood.accepted().values().forEach(mail -> {
            if (texts.containsKey(mail.from())) assertThat(String.valueOf(texts.get(mail.from())).lines()).containsExactlyElementsOf(mail.text().lines().toList());
        });
        eachMessageWasSentOnce(database);
    }

    private boolean everythingIsDone() {
        return program.database().fetchSingle("""
                select not exists (select from platform_intake where state = 'open')
                  and not exists (select from platform_journal where position is null)
                  and not exists (select from platform_reader r, platform_journal_head h where r.position < h.position)
                  and not exists (select from channel_outbound where state <> 'sent')""").get(0, Boolean.class);
    }

    /// The marks of all mails that became a message or are held, as often as they did.
    private static List<String> received(DSLContext database) {
        var texts = new ArrayList<String>(database.fetch("select body_text from ticket_message where direction = 'in'").getValues(0, String.class));
        database.fetch("select raw from platform_intake where state = 'held'").getValues(0, byte[].class)
                .forEach(raw -> texts.add(new String(raw, StandardCharsets.US_ASCII)));
        return texts.stream().map(MARK::matcher).filter(java.util.regex.Matcher::find).map(found -> found.group(1)).toList();
    }

    /// One acknowledgement for each ticket; one that was in hand when we died (so that it had another attempt) may have been sent in both.
    private void eachMessageWasSentOnce(DSLContext database) {
        assertThat(database.fetchSingle("select count(*) from ticket t where (select count(*) from ticket_message m where m.ticket_id = t.id and m.automatic = 'acknowledgement') <> 1")
                .get(0, Integer.class)).isZero();
        Map<String, Integer> attempts = database.fetch("select external_id, attempts from channel_outbound").intoMap(row -> row.get(0, String.class), row -> row.get(1, Integer.class));
        Map<String, Long> arrived = Arrays.stream(world.getReceivedMessages()).map(KillTest::id).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(arrived.keySet()).isEqualTo(attempts.keySet());
        arrived.forEach((id, times) -> assertThat(times).as(id).isLessThanOrEqualTo(attempts.get(id)));
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID().replaceAll("[<>]", "");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
