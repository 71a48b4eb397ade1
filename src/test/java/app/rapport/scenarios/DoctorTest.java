package app.rapport.scenarios;

import static app.rapport.testing.Cast.LINUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.MoodyMailServer;
import app.rapport.testing.ProgramProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The doctor says what is in force and finds what is wrong, beside the running program and without one.
class DoctorTest {

    private ProgramProcess program;
    private MoodyMailServer world;

    @BeforeEach
    void start() {
        world = new MoodyMailServer();
        program = new ProgramProcess();
    }

    @AfterEach
    void stop() {
        program.close();
        world.close();
    }

    @Test
    void it_says_so_when_there_is_nothing_yet() {
        assertThat(program.commandLine("doctor")).contains("There is no database in " + program.home());
        assertThat(program.commandLine("doctor", "--nonsense")).contains("not understood: --nonsense");
    }

    @Test
    void it_finds_nothing_wrong_where_nothing_is_and_every_thing_that_is() {
        program.start();
        program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.port(), true));
        new Cast(program.smtpPort()).writes(LINUS, "The tent leaks", "Hello", Map.of());
        await().atMost(Duration.ofSeconds(30)).until(() -> world.taken().size() == 1);

        assertThat(program.commandLine("doctor", "--verify")).contains("home = " + program.home(), "PostgreSQL 18", "migrations applied", "Reader view-counts", "1 sent",
                "1 tickets are what their facts say", "Every ticket is counted as what it is", "Every content is there", "Every ticket and message is in the index", "Nothing is wrong.");

        assertThat(program.stop()).isTrue();
        assertThat(program.commandLine("doctor", "--verify")).contains("Nothing is wrong.");
        assertThat(program.postmasters()).isZero();

        program.start();
        var database = program.database();
        database.execute("update ticket set status = 'pending', message_count = 7, assignee_id = (select id from workspace_agent)");
        database.execute("update desk_count set tickets = tickets + 1");
        database.execute("update channel_account set problem = '4.4.1 Nobody listens', name = 'Renamed by nobody'");
        database.execute("update workspace_agent set scope_own = true");
        database.execute("update workspace_token set scopes = '{ticket-view}'");
        database.execute("insert into platform_dead_letter (reader, command, subjects, attempts, error, at) values ('acknowledging', 1, '{}', 5, 'x', now())");
        database.execute("insert into platform_file (hash, size, created_at, used_at) values (sha256('nowhere'), 7, now(), now())");
        assertThat(program.commandLine("doctor", "--verify")).contains("1 contents are missing", "1 of 1 tickets are not what their facts say", "counted wrong", "cells of counts are not the sum",
                "Mailbox support@example.com cannot send: 4.4.1 Nobody listens", "dead letters", "1 tickets differ in the index", "1 of 1 agents are not what their facts say",
                "1 of 1 tokens are not what their facts say", "Mailboxes are not what their facts say, or are being changed at this moment: support@example.com", "10 wrong.");

        assertThat(program.commandLine("doctor", "--rebuild=view-counts", "--rebuild=acknowledging")).contains("view-counts is built anew", "There is no reader acknowledging that can be built anew");
        await().atMost(Duration.ofSeconds(30)).until(() -> database.resultQuery("select sum(tickets) from desk_count").fetchOne(0, Integer.class), sum -> sum != null && sum == 1);
    }
}
