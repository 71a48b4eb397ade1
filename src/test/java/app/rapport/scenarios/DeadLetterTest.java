package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.journal.CommandFacts;
import app.rapport.platform.journal.Fact;
import app.rapport.platform.journal.Reaction;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.ticket.Priority;
import app.rapport.ticket.TicketFact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/// A part of the program stumbles over one ticket: an operator sees it, mends the cause and has it work through what waited.
class DeadLetterTest {

    /// Hears how urgent tickets become, and cannot work with one of them for a while.
    static final class Stumbling implements Reaction.OneByOne {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile long bad;

        @Override
        public String name() {
            return "stumbling";
        }

        @Override
        public Set<Class<? extends Fact>> hears() {
            return Set.of(TicketFact.PriorityChanged.class);
        }

        @Override
        public void on(CommandFacts facts) {
            facts.each(TicketFact.PriorityChanged.class, (entry, changed) -> {
                if (entry.subject().id() == bad) throw new IllegalStateException("No way with " + Cast.LINUS);
                heard.add(entry.subject().id() + " " + changed.after().key());
            });
        }
    }

    static class More {
        @Bean
        Stumbling stumbling() {
            return new Stumbling();
        }
    }

    @AutoClose
    private final Program program = new Program(Map.of(), More.class);

    private final Stumbling reaction = program.bean(Stumbling.class);

    @Test
    void what_failed_is_seen_and_replayed_in_order_and_what_comes_next_goes_its_way_again() {
        var stuck = ticket();
        var other = ticket();
        reaction.bad = stuck;
        for (var priority : List.of(Priority.HIGH, Priority.LOW, Priority.URGENT)) change(stuck, priority);
        change(other, Priority.HIGH);
        await().atMost(Duration.ofSeconds(30)).until(() -> letters().size() == 3 && reaction.heard.contains(other + " high"));
        assertThat(letters()).extracting(letter -> letter.path("reader").asString()).containsOnly("stumbling");
        assertThat(letters().getLast().path("attempts").asInt()).isEqualTo(5);
        assertThat(letters().getLast().path("error").asString()).contains("IllegalStateException", "Stumbling").doesNotContain(Cast.LINUS);

        var first = letters().getLast().path("id").asLong();
        var second = letters().get(1).path("id").asLong();
        assertThat(replay(second).code()).isEqualTo("replay-out-of-order");
        assertThat(replay(first).code()).isEqualTo("replay-failed");
        assertThat(letters()).hasSize(3);

        reaction.bad = 0;
        assertThat(replay(first).status()).isEqualTo(204);
        assertThat(letters()).isEmpty();
        change(stuck, Priority.NORMAL);
        await().atMost(Duration.ofSeconds(30)).until(() -> reaction.heard.contains(stuck + " normal"));
        assertThat(reaction.heard).containsExactly(other + " high", stuck + " high", stuck + " low", stuck + " urgent", stuck + " normal");
    }

    private long ticket() {
        return program.call("POST", "/api/v1/tickets", Map.of("subject", "Urgent", "contact", Map.of("email", Cast.LINUS), "bodyHtml", "<p>x</p>", "kind", "inbound")).body().path("id").asLong();
    }

    private void change(long ticket, Priority priority) {
        assertThat(program.call("PATCH", "/api/v1/tickets/" + ticket, Map.of("priority", priority.key())).status()).isEqualTo(200);
    }

    private Program.Answer replay(long letter) {
        return program.call("POST", "/api/v1/dead-letters/" + letter + "/replays", null);
    }

    private List<JsonNode> letters() {
        return program.get("/api/v1/dead-letters").path("items").valueStream().toList();
    }
}
