package app.rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.Contract;
import app.rapport.testing.Program;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is sent to an operation of the document, the answer is a problem of 4xx that names field and rule, never a 5xx. The
/// values are made from the document: for each property what its schema forbids.
class BadInputTest {

    /// A half of a surrogate pair travels as an escape only.
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String LONGEST = "x".repeat(600_000);
    private static final List<String> MALICIOUS = List.of("'; drop table ticket; --", "<script>alert(1)</script>", "{{ ticket | json }}{% include '/etc/passwd' %}", "../../etc/passwd",
            "a\r\nBcc: eve@example.net", "\u202e\u0007\u001b[31m", "${jndi:ldap://example.net/a}", "");
    private static final List<String> BAD_NUMBERS = List.of("abc", "-1", "0", "99999999999999999999", "1.5", "9223372036854775807", "%00", "1%27%20or%201=1", "%F0%9F%A4%A6");

    private static World world;
    private static long ticket;
    private static long agent;

    @BeforeAll
    static void build() {
        world = new World();
        ticket = world.ticket(world.red);
        agent = world.make("/agents", Map.of("name", "Grace", "email", "grace.of.tests@example.com", "role", "agent"));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @TestFactory
    Stream<DynamicTest> parameters() {
        return world.program.contract().operations().stream().filter(operation -> operation.described().has("parameters")).map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
            for (var parameter : operation.described().path("parameters")) {
                var name = parameter.path("name").asString();
                switch (parameter.path("in").asString()) {
                    case "path" -> BAD_NUMBERS.forEach(value -> refused(operation, send(operation, operation.path().replace("{" + name + "}", value), example(operation), Map.of())));
                    case "query" -> query(operation, name, parameter.path("schema"));
                    default -> header(operation, name);
                }
            }
        }));
    }

    private static void query(Contract.Operation operation, String name, JsonNode schema) {
        var bad = new ArrayList<>(List.of("%00", "a%00b"));
        if (schema.path("type").toString().contains("integer")) bad.addAll(List.of("0", "-1", "101", "x", "99999999999", "1.5"));
        if (name.equals("after")) bad.addAll(List.of("x", "%27%20or%201=1--", "1.5", "99999999999999999999", "x".repeat(5000), "%E0%A4"));
        if (schema.has("enum")) bad.add("nonsense");
        var required = operation.described().path("parameters").valueStream().filter(other -> other.path("required").asBoolean() && other.path("in").asString().equals("query"))
                .map(other -> other.path("name").asString()).filter(other -> !other.equals(name)).map(other -> "&" + other + "=reply").findFirst().orElse("");
        for (var value : bad) refused(operation, send(operation, operation.path() + "?" + name + "=" + value + required, null, Map.of()));
        for (var value : MALICIOUS) notBroken(send(operation, operation.path() + "?" + name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8) + required, null, Map.of()));
    }

    private static void header(Contract.Operation operation, String name) {
        var bad = name.equals("Idempotency-Key") ? List.of("with space", "x".repeat(300)) : name.equals("If-Match") ? List.of("abc", "\"1", "99999999999999999999") : List.<String>of();
        if (operation.id().equals("attachment/upload")) return;
        for (var value : bad) {
            var answer = send(operation, operation.path(), example(operation), Map.of(name, value));
            if (!value.equals("\"1")) field(answer, name, operation.id() + " " + name + ": " + value);
        }
    }

    @TestFactory
    Stream<DynamicTest> properties_of_bodies() {
        return bodies().map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
            assertThat(send(operation, operation.path(), example(operation), Map.of()).status()).as("the example itself").isLessThan(500).isNotIn(400, 422);
            properties(operation, operation.body(), "");
        }));
    }

    private static void properties(Contract.Operation operation, JsonNode schema, String above) {
        var resolved = world.program.contract().resolved(schema);
        var required = resolved.path("required").valueStream().map(JsonNode::asString).toList();
        resolved.path("properties").propertyStream().forEach(property -> {
            var path = above.isEmpty() ? property.getKey() : above + "." + property.getKey();
            var wanted = simple(property.getValue());
            if (required.contains(property.getKey())) mustRefuse(operation, path, null);
            for (var bad : forbidden(wanted)) mustRefuse(operation, path, bad);
            if (isText(wanted)) MALICIOUS.forEach(text -> notBroken(sendWith(operation, path, JSON.valueToTree(text))));
            if (wanted.has("properties")) properties(operation, wanted, path);
        });
    }

    /// What stands behind a reference or beside a null.
    private static JsonNode simple(JsonNode schema) {
        var choice = schema.has("anyOf") ? schema.path("anyOf").valueStream().filter(one -> !one.path("type").asString("").equals("null")).findFirst().orElseThrow() : schema;
        return world.program.contract().resolved(choice);
    }

    private static List<Object> forbidden(JsonNode schema) {
        var type = schema.path("type").toString();
        var nothing = JSON.createObjectNode();
        if (type.contains("array")) return List.of("text", 1, true, nothing, JSON.createArrayNode().addNull(), List.of(nothing), List.of(List.of()),
                schema.path("items").path("type").asString("").equals("string") ? List.of("\0") : List.of(-1), schema.path("items").path("type").asString("").equals("string") ? List.of(LONGEST) : List.of(Long.MAX_VALUE));
        if (type.contains("boolean")) return List.of("true", " ", 1, nothing, List.of());
        if (type.contains("integer")) return List.of("1", " ", 1.5, true, nothing, List.of(), -1, Long.MAX_VALUE, new java.math.BigInteger("99999999999999999999"));
        if (schema.has("properties")) return List.of("text", 1, true, List.of());
        var texts = new ArrayList<Object>(List.of(1, true, nothing, List.of("x"), "nul\0", "half \ud83d", LONGEST));
        if (schema.has("enum")) texts.add("nonsense");
        if (schema.path("format").asString("").equals("date-time")) texts.addAll(List.of("tomorrow", "2026-13-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "-000001-01-01T00:00:00Z", ""));
        return texts;
    }

    private static boolean isText(JsonNode schema) {
        return schema.path("type").toString().contains("string");
    }

    private static void mustRefuse(Contract.Operation operation, String path, @org.jspecify.annotations.Nullable Object value) {
        var answer = sendWith(operation, path, value == null ? null : JSON.valueToTree(value));
        var shown = String.valueOf(value);
        var what = operation.id() + " " + path + " = " + (value == null ? "left out" : shown.substring(0, Math.min(40, shown.length()))) + " → " + answer.status() + " " + answer.body();
        // The link and the stream are looked at first.
        if (operation.id().equals("set-up/open") && answer.status() == 403 || operation.id().equals("stream/follow") && answer.status() == 404) return;
        field(answer, path.replaceFirst("\\..*", ""), what);
    }

    private static void field(Program.Answer answer, String field, String what) {
        assertThat(answer.status()).as(what).isEqualTo(422);
        assertThat(answer.body().path("errors").valueStream().map(error -> error.path("field").asString().replaceFirst("[.\\[].*", ""))).as(what).contains(field);
        assertThat(answer.body().path("errors").valueStream().map(error -> error.path("code").asString())).as(what).allMatch(code -> code.matches("[a-z-]+"));
    }

    @TestFactory
    Stream<DynamicTest> whole_bodies() {
        var deep = "[".repeat(5000) + "]".repeat(5000);
        var texts = List.<Object>of("", "null", "[]", "\"text\"", "1", "{", "{\"a\":", deep, "{\"name\":" + deep + "}", "{\"name\":\"" + "x".repeat(10_000_000) + "\"}", "{\"" + "n".repeat(1_000_000) + "\":1}",
                "not json", "<xml/>", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}, new byte[] {0, 0, 0});
        return bodies().map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
            for (var text : texts) refused(operation, send(operation, operation.path(), text, Map.of()));
            for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense", "application/json; charset=nonsense"))
                for (var text : List.of("a=b", "abc", "{}")) refused(operation, send(operation, operation.path(), text, Map.of("Content-Type", type)));
            // A field that is not known is passed over, whatever it holds.
            notBroken(send(operation, operation.path(), "{\"unknown\":1e999999999}", Map.of()));
            refused(operation, send(operation, operation.path(), example(operation), Map.of("Accept", "image/png")));
        }));
    }

    @Test
    void broken_uploads() {
        var upload = world.program.contract().operation("attachment/upload");
        var head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"";
        for (var body : List.of("", "no form", "--edge--\r\n", "--edge\r\n\r\n\r\n--edge--\r\n", head + "a.txt\"\r\n", head.replace("file\"", "other\"") + "a\"\r\n\r\nx\r\n--edge--\r\n"))
            refused(upload, send(upload, upload.path(), body, Map.of("Content-Type", "multipart/form-data; boundary=edge")));
        for (var type : List.of("multipart/form-data", "multipart/form-data; boundary=", "application/json", "text/plain", "multipart/form-data; boundary=other"))
            refused(upload, send(upload, upload.path(), head + "a.txt\"\r\n\r\nx\r\n--edge--\r\n", Map.of("Content-Type", type)));
        for (var name : List.of("../../etc/passwd", "a\0b", "\u202egpj.exe", "x".repeat(5000), "", "CON", "a;b", "ü.txt")) notBroken(world.program.upload(name, "x", administrator()));
    }

    @Test
    void ids_of_other_things_are_refused() {
        var path = "/api/v1/tickets/" + ticket;
        for (var foreign : List.of(Map.of("teamId", agent + 100_000), Map.of("assigneeId", ticket), Map.of("assigneeId", 0)))
            field(world.program.call("PATCH", path, foreign), foreign.keySet().iterator().next(), foreign.toString());
        var other = world.queued(world.ticket(world.blue));
        assertThat(world.program.call("DELETE", path + "/messages/" + other, null).status()).isEqualTo(404);
        assertThat(world.program.call("POST", path + "/messages/" + other + "/retries", null).status()).isEqualTo(404);
        field(world.program.call("POST", path + "/messages", Map.of("kind", "note", "bodyHtml", "x", "clientMessageId", "foreign", "attachmentIds", List.of(999_999))), "attachmentIds", "attachment");
        field(world.program.call("PATCH", "/api/v1/teams/" + world.red, Map.of("memberIds", List.of(999_999))), "memberIds", "member");
    }

    @Test
    void lists_have_an_end() {
        var path = "/api/v1/tickets/" + ticket;
        var addresses = IntStream.range(0, 101).mapToObj(i -> "nr" + i + "@example.org").toList();
        field(world.program.call("PATCH", path, Map.of("tags", IntStream.range(0, 51).mapToObj(i -> "tag" + i).toList())), "tags", "51 tags");
        field(world.program.call("POST", path + "/messages", Map.of("kind", "reply", "bodyHtml", "x", "clientMessageId", world.name(), "cc", addresses.subList(0, 50))), "cc", "51 recipients");
        field(world.program.call("PUT", path + "/draft", Map.of("kind", "reply", "bodyHtml", "x", "cc", addresses)), "cc", "101 in a draft");
        field(world.program.call("GET", "/api/v1/stream?topics=" + "views,".repeat(201), null), "topics", "topics");
    }

    @Test
    void a_thing_has_one_address() {
        for (var other : List.of("+" + ticket, "%20" + ticket, ticket + "%20", "0x" + Long.toHexString(ticket), "%23" + Long.toHexString(ticket)))
            field(world.program.call("GET", "/api/v1/tickets/" + other, null), "id", other);
        field(world.program.call("GET", "/api/v1/tickets?limit=%2B5", null), "limit", "+5");
    }

    @Test
    void unknown_addresses_and_methods_are_problems_too() {
        assertThat(world.program.call("GET", "/api/v1/nothing", null).code()).isEqualTo("not-found");
        assertThat(world.program.call("DELETE", "/api/v1/tickets", null).code()).isEqualTo("method-not-allowed");
        assertThat(world.program.call("GET", "/api/v1/tickets/../../etc/passwd", null).status()).isBetween(400, 499);
    }

    private static Stream<Contract.Operation> bodies() {
        return world.program.contract().operations().stream().filter(operation -> !operation.body().isMissingNode());
    }

    private static void refused(Contract.Operation operation, Program.Answer answer) {
        assertThat(answer.status()).as(operation.id() + " " + answer).isBetween(400, 499);
        assertThat(answer.code()).as(operation.id() + " " + answer).isNotBlank();
    }

    private static void notBroken(Program.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
    }

    private static JsonNode example(Contract.Operation operation) {
        return operation.described().path("requestBody").path("content").path("application/json").path("example");
    }

    /// The example with one property other than it should be, or left out.
    private static Program.Answer sendWith(Contract.Operation operation, String path, @org.jspecify.annotations.Nullable JsonNode value) {
        var body = (ObjectNode) example(operation).deepCopy();
        // Fresh, so that nothing is answered as a repetition or refused as a double.
        if (body.has("address") && !operation.id().startsWith("set-up")) body.put("address", world.name() + "@example.com");
        if (body.has("clientMessageId")) body.put("clientMessageId", world.name());
        var steps = path.split("\\.");
        var at = body;
        for (var i = 0; i < steps.length - 1; i++) at = at.path(steps[i]).isObject() ? (ObjectNode) at.path(steps[i]) : at.putObject(steps[i]);
        if (value == null) at.remove(steps[steps.length - 1]);
        else at.set(steps[steps.length - 1], value);
        return send(operation, operation.path(), JSON.writeValueAsString(body), Map.of());
    }

    private static Program.Answer send(Contract.Operation operation, String path, @org.jspecify.annotations.Nullable Object body, Map<String, String> more) {
        var headers = new java.util.HashMap<>(operation.isOpen() ? Map.<String, String>of() : administrator());
        headers.putAll(more);
        return world.program.call(operation.method(), path.replaceAll("\\{messageId}", "1").replaceAll("\\{streamId}", "none").replaceAll("\\{id}", "" + target(operation)),
                body instanceof JsonNode node && node.isMissingNode() ? null : body, headers);
    }

    private static long target(Contract.Operation operation) {
        return switch (operation.id().replaceFirst("/.*", "")) {
            case "team" -> world.red;
            case "agent" -> agent;
            case "channel-account" -> 1;
            case "ticket", "ticket-page", "message", "draft", "timeline", "presence" -> ticket;
            default -> 999_999;
        };
    }

    private static Map<String, String> administrator() {
        return Map.of("Authorization", "Bearer " + Program.TOKEN);
    }
}
