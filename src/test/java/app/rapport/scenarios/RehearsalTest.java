package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.ProgramProcess;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    /// On a home of its own: the one that is set stays as it is.
    @Test
    void the_program_plays_both_sides_of_its_daily_work_and_ends() {
        try (var program = new ProgramProcess()) {
            assertThat(program.commandLine("rehearse", "--seconds=1")).containsPattern("Rehearsed \\d+ rounds");
            assertThat(program.home().resolve("database")).doesNotExist();
        }
    }
}
