package app.rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.time.Time;
import app.rapport.platform.web.Idempotency;
import app.rapport.testing.Contract;
import app.rapport.testing.Program;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A POST that is sent again is done once and answered alike.
class IdempotencyTest {

    private static Program program;

    @BeforeAll
    static void start() {
        program = new Program();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void of_many_requests_with_one_key_at_once_one_is_done_and_all_get_its_answer() throws Exception {
        var key = UUID.randomUUID().toString();
        var together = new CountDownLatch(1);
        List<Callable<Program.Answer>> tries = IntStream.range(0, 24).<Callable<Program.Answer>>mapToObj(i -> () -> {
            together.await();
            return ticket(key, "Only once");
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = tries.stream().map(threads::submit).toList();
            together.countDown();
            var first = answers.getFirst().get();
            assertThat(first.status()).isEqualTo(201);
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
                assertThat(answer.get().body()).isEqualTo(first.body());
            }
        }
        assertThat(count("ticket where subject = 'Only once'")).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_body_or_at_another_address_is_refused() {
        var key = UUID.randomUUID().toString();
        ticket(key, "The first");
        var other = ticket(key, "Another");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("errors").path(0).path("code").asString()).isEqualTo("key-used-for-another-request");
        assertThat(post("/api/v1/teams", key, Map.of("name", "Elsewhere")).status()).isEqualTo(422);
        assertThat(count("workspace_team where name = 'Elsewhere'")).isZero();
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        var key = UUID.randomUUID().toString();
        program.call("POST", "/api/v1/teams", Map.of("name", "Taken"));
        assertThat(post("/api/v1/teams", key, Map.of("name", "Taken")).code()).isEqualTo("name-taken");
        var id = program.get("/api/v1/teams").path("items").valueStream().filter(team -> team.path("name").asString().equals("Taken")).findFirst().orElseThrow().path("id").asLong();
        program.call("DELETE", "/api/v1/teams/" + id, null);
        assertThat(post("/api/v1/teams", key, Map.of("name", "Taken")).status()).isEqualTo(201);
    }

    @Test
    void keys_of_different_callers_are_different_keys() {
        var key = UUID.randomUUID().toString();
        var here = post("/api/v1/teams", key, Map.of("name", "By token"));
        var browser = new HashMap<>(program.signIn(Program.EMAIL, Program.PASSWORD));
        browser.put(Idempotency.HEADER, key);
        var there = program.call("POST", "/api/v1/teams", Map.of("name", "By browser"), browser);
        assertThat(there.status()).isEqualTo(201);
        assertThat(there.body().path("id")).isNotEqualTo(here.body().path("id"));
    }

    @Test
    void a_token_s_secret_is_in_the_first_answer_only() {
        var key = UUID.randomUUID().toString();
        var wanted = Map.of("name", "Shop", "scopes", List.of("ticket-view"));
        var first = post("/api/v1/api-tokens", key, wanted).body();
        var again = post("/api/v1/api-tokens", key, wanted).body();
        assertThat(first.path("token").asString()).isNotBlank();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("token").isNull()).isTrue();
    }

    @Test
    void a_key_is_forgotten_after_seven_days_and_keeps_nothing_personal() {
        var key = UUID.randomUUID().toString();
        ticket(key, "Seven days");
        assertThat(program.bean(DSLContext.class).fetch("select * from platform_idempotency where key = {0}", org.jooq.impl.DSL.val(key)).toString())
                .doesNotContain("linus").doesNotContain("Seven days");
        var time = program.bean(Time.class);
        time.advance(Duration.ofDays(6));
        assertThat(clean(key)).isEqualTo(1);
        time.advance(Duration.ofDays(2));
        assertThat(clean(key)).isZero();
    }

    @Test
    void every_post_of_the_document_takes_a_key_unless_it_needs_no_sign_in() {
        for (var operation : program.contract().operations()) {
            if (!operation.method().equals("POST") || operation.isOpen()) continue;
            assertThat(operation.described().path("parameters").valueStream().map(parameter -> parameter.path("name").asString())).as(operation.id()).contains(Idempotency.HEADER);
            var headers = headers("no spaces allowed");
            var answer = operation.id().equals("attachment/upload") ? program.upload("a.txt", "Hello", headers)
                    : program.call("POST", operation.path().replaceAll("\\{[^}]+}", "1"), body(operation), headers);
            assertThat(answer.body().path("errors").path(0).path("field").asString()).as(operation.id() + " " + answer).isEqualTo(Idempotency.HEADER);
        }
    }

    private static Object body(Contract.Operation operation) {
        return operation.described().path("requestBody").path("content").path("application/json").path("example");
    }

    private static int clean(String key) {
        program.bean(Idempotency.class).forgetOld();
        return count("platform_idempotency where key = '" + key + "'");
    }

    private static Program.Answer ticket(String key, String subject) {
        return post("/api/v1/tickets", key, Map.of("subject", subject, "contact", Map.of("email", "linus@example.org"), "bodyHtml", "<p>Hello</p>", "kind", "inbound"));
    }

    private static Program.Answer post(String path, String key, Object body) {
        return program.call("POST", path, body, headers(key));
    }

    private static Map<String, String> headers(String key) {
        return Map.of("Authorization", "Bearer " + Program.TOKEN, Idempotency.HEADER, key);
    }

    private static int count(String what) {
        return program.bean(DSLContext.class).fetchOne("select count(*) from " + what).get(0, Integer.class);
    }
}
