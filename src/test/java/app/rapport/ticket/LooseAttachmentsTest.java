package app.rapport.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.files.FileHash;
import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class LooseAttachmentsTest {

    @Test
    void an_upload_that_nobody_sends_goes_after_a_day_and_what_is_sent_or_in_a_draft_stays() {
        try (var program = new Program()) {
            var sent = upload(program, "sent");
            var drafted = upload(program, "drafted");
            var forgotten = upload(program, "forgotten");
            var db = program.bean(DSLContext.class);
            var file = new FileHash(db.fetchSingle("select file from ticket_attachment where id = {0}", forgotten).get(0, byte[].class));
            var ticket = "/api/v1/tickets/" + program.call("POST", "/api/v1/tickets", Map.of("subject", "Files", "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "note",
                    "attachmentIds", List.of(sent))).body().path("id").asLong();
            program.call("PUT", ticket + "/draft", Map.of("kind", "note", "bodyHtml", "<p>y</p>", "attachmentIds", List.of(drafted)));
            var loose = program.bean(LooseAttachments.class);

            program.bean(Time.class).advance(Duration.ofHours(23));
            loose.delete();
            assertThat(left(db)).containsExactly(sent, drafted, forgotten);

            program.bean(Time.class).advance(Duration.ofHours(2));
            loose.delete();
            assertThat(left(db)).containsExactly(sent, drafted);
            assertThat(program.bean(AttachmentFiles.class).referencedAmong(List.of(file))).isEmpty();
            await().until(() -> !db.fetch("select from platform_job where task_name = 'delete-loose-attachments'").isEmpty());
        }
    }

    private static long upload(Program program, String text) {
        return program.upload(text + ".txt", text, Map.of("Authorization", "Bearer " + Program.TOKEN)).body().path("id").asLong();
    }

    private static List<Long> left(DSLContext db) {
        return db.fetch("select id from ticket_attachment order by id").getValues(0, Long.class);
    }
}
