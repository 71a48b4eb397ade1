package app.rapport.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.channel.ChannelFact;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReaderRunTest {

    /// One that a command leads too deep, each time.
    private static final class Endless implements Reaction.OneByOne {

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public Set<Class<? extends Fact>> hears() {
            return Set.of(ChannelFact.AccountAdded.class);
        }

        @Override
        public void on(CommandFacts facts) {
            throw new StackOverflowError();
        }
    }

    @Test
    void a_command_that_a_reaction_fails_on_with_an_error_is_parked_like_any_other_and_the_reaction_goes_on() {
        try (var program = new Program()) {
            var run = program.bean(ReaderRun.class);
            var reader = new SharedReader.OfReaction(new Endless());
            var holder = UUID.randomUUID();
            run.register(reader);
            assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false)).status()).isEqualTo(201);
            program.settle();

            for (var attempt = 1; attempt < Handing.ATTEMPTS; attempt++) assertThatThrownBy(() -> run.round(reader, holder)).isInstanceOf(StackOverflowError.class);
            run.round(reader, holder);
            assertThat(program.bean(DeadLetters.class).open(null, 10)).singleElement().returns("endless", DeadLetter::reader).returns(Handing.ATTEMPTS, DeadLetter::attempts);
        }
    }
}
