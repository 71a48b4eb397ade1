package app.rapport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.files.FileHash;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.store.FileStore;
import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

class RawMailRetentionTest {

    @Test
    void raw_mail_goes_after_its_term_with_its_file_and_its_row_and_what_is_held_stay() {
        try (var program = new Program()) {
            program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false));
            var cast = new Cast(program.smtpPort());
            cast.writes(Cast.LINUS, "Small", "Hello", Map.of());
            cast.writes(Cast.LINUS, "Large", "Hello ".repeat(20_000), Map.of());
            cast.writes(Cast.SUPPORT, "Held", "A loop", Map.of());
            await().until(() -> program.bean(Intake.class).waiting() == 0);
            var db = program.bean(DSLContext.class);
            var file = new FileHash(db.fetchSingle("select file from platform_intake where file is not null").get(0, byte[].class));
            var retention = program.bean(RawMailRetention.class);

            program.bean(Time.class).advance(Duration.ofDays(89));
            retention.release();
            assertThat(db.fetch("select id from platform_intake where raw is null and file is null")).isEmpty();
            assertThat(program.bean(FileStore.class).referencedAmong(List.of(file))).containsExactly(file);

            program.bean(Time.class).advance(Duration.ofDays(2));
            retention.release();
            assertThat(db.fetch("select state from platform_intake where raw is null and file is null").getValues(0, String.class)).containsExactly("done", "done");
            assertThat(db.fetch("select state from platform_intake where raw is not null").getValues(0, String.class)).containsExactly("held");
            assertThat(program.bean(FileStore.class).referencedAmong(List.of(file))).isEmpty();
        }
    }
}
