package app.rapport.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What an administrator's monitoring reads.
class MetricsTest {

    private static final Map<String, String> ADMINISTRATOR = Map.of("Authorization", "Bearer " + Program.TOKEN);

    @AutoClose
    private final Program program = new Program();

    @Test
    void only_an_administrator_reads_them() {
        assertThat(program.fetch("/metrics", Map.of()).statusCode()).isEqualTo(401);
        assertThat(program.fetch("/metrics", ADMINISTRATOR).statusCode()).isEqualTo(200);
    }

    @Test
    void they_say_what_waits_where() {
        program.settle();
        for (var reader : new String[] {"view-counts", "acknowledging", "snooze-timer"}) {
            assertThat(figure("rapport_dead_letters", "reader", reader)).isZero();
            await().until(() -> figure("rapport_reader_behind", "reader", reader) == 0 && figure("rapport_reader_delay_seconds", "reader", reader) == 0);
        }
        assertThat(figure("rapport_journal_unnumbered", null, null)).isZero();
        assertThat(figure("rapport_live_streams", null, null)).isZero();

        program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(1, false));
        new Cast(program.smtpPort()).writes(Cast.SUPPORT, "To ourselves", "A loop", Map.of());
        await().until(() -> figure("rapport_intake", "state", "held") == 1 && figure("rapport_intake", "state", "open") == 0);
        var ticket = program.call("POST", "/api/v1/tickets", Map.of("subject", "Later", "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "inbound")).body().path("id").asLong();
        program.call("POST", "/api/v1/tickets/" + ticket + "/messages", Map.of("kind", "reply", "bodyHtml", "<p>y</p>", "clientMessageId", "a", "delaySeconds", 3600));
        assertThat(figure("rapport_outbound", "state", "held") + figure("rapport_outbound", "state", "queued")).isEqualTo(1);
        program.bean(DSLContext.class).execute("insert into platform_dead_letter (reader, command, subjects, attempts, error, at) values ('acknowledging', 1, '{}', 5, 'x', now())");
        assertThat(figure("rapport_dead_letters", "reader", "acknowledging")).isEqualTo(1);
        program.bean(DSLContext.class).execute("delete from platform_dead_letter");
    }

    private double figure(String name, @org.jspecify.annotations.Nullable String label, @org.jspecify.annotations.Nullable String value) {
        var text = new String(program.fetch("/metrics", ADMINISTRATOR).body(), StandardCharsets.UTF_8);
        var line = Pattern.compile("(?m)^" + name + (label == null ? "" : "\\{" + label + "=\"" + value + "\"\\}") + " (\\S+)$").matcher(text);
        assertThat(line.find()).as("%s %s in %s", name, value, text.lines().filter(one -> one.startsWith("rapport_")).toList()).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
