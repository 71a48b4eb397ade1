package app.rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.testing.Contract;
import app.rapport.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document is complete. That it is true is held against every answer of every test, in [Program#call].
class ApiDocumentTest {

    private static final Path HERE = Path.of("target", "openapi.json");
    private static final Path DESK = Path.of("web", "api-types", "openapi.json");

    private static Program program;
    private static JsonNode document;

    @BeforeAll
    static void start() throws IOException {
        program = new Program();
        document = program.call("GET", "/api/v1/openapi.json", null, java.util.Map.of()).body();
        Files.writeString(HERE, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(document) + "\n");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void the_desk_is_typed_from_this_very_document() throws IOException {
        assertThat(Files.mismatch(HERE, DESK)).as("The API has changed: cp %s %s, then npm run check in web/", HERE, DESK).isEqualTo(-1);
    }

    @Test
    void it_is_openapi_3_1_and_names_no_machine() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("servers").path(0).path("url").asString()).isEqualTo("/");
        assertThat(document.toString()).doesNotContain("localhost:").doesNotContain("\"Actor\",\"in\"");
    }

    @Test
    void operations_have_names_of_their_own_and_say_who_may_and_what_is_refused() {
        assertThat(program.contract().operations().stream().map(Contract.Operation::id)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z-]+/[a-z-]+"));
        for (var operation : program.contract().operations()) {
            var responses = operation.described().path("responses");
            assertThat(responses.propertyNames()).as(operation.id()).contains("422", "503").anyMatch(status -> status.startsWith("2"));
            if (!operation.isOpen()) assertThat(responses.propertyNames()).as(operation.id()).contains("401", "403");
            responses.propertyStream().filter(response -> response.getKey().compareTo("400") >= 0).forEach(response ->
                    assertThat(response.getValue().path("content").path("application/problem+json").path("schema").path("$ref").asString()).isEqualTo("#/components/schemas/Problem"));
        }
    }

    @Test
    void every_body_has_a_schema() {
        for (var operation : program.contract().operations()) {
            operation.described().path("requestBody").path("content").forEach(media -> assertThat(media.has("schema")).as(operation.id()).isTrue());
            operation.described().path("responses").propertyStream().filter(answer -> !answer.getKey().equals("204")).forEach(answer ->
                    assertThat(answer.getValue().path("content").valueStream().map(media -> media.path("schema"))).as(operation.id() + " " + answer.getKey())
                            .isNotEmpty().allMatch(schema -> !schema.isEmpty()));
        }
    }

    @Test
    void lists_answer_in_one_envelope() {
        for (var operation : program.contract().operations()) {
            var answer = operation.described().path("responses").path("200").path("content").path("application/json").path("schema");
            var schema = program.contract().resolved(answer);
            if (!schema.path("properties").has("items")) continue;
            assertThat(schema.path("required").toString()).as(operation.id()).isEqualTo("[\"items\",\"next\"]");
            assertThat(schema.path("properties").path("next").path("type").toString()).as(operation.id()).contains("string", "null");
        }
    }

    @Test
    void every_reference_leads_somewhere_and_no_schema_is_left_over() {
        var references = new ArrayList<String>();
        walk(document, (name, node) -> {
            if (name.equals("$ref")) references.add(node.asString());
        });
        assertThat(references).isNotEmpty().allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
        assertThat(document.path("components").path("schemas").propertyNames()).allMatch(name -> references.contains("#/components/schemas/" + name));
    }

    @Test
    void every_request_has_an_example_that_fits_its_schema() {
        for (var operation : program.contract().operations()) {
            if (operation.body().isMissingNode()) continue;
            var example = operation.described().path("requestBody").path("content").path("application/json").path("example");
            assertThat(example.isMissingNode()).as(operation.id() + " needs an example in api/examples.json").isFalse();
            assertThat(program.contract().fits(operation.body(), example)).as(operation.id() + " " + example).isTrue();
        }
    }

    @Test
    void choices_are_listed_and_what_may_be_null_says_so() {
        var schemas = document.path("components").path("schemas");
        assertThat(schemas.path("Ticket").path("properties").path("status").path("enum").valueStream().map(JsonNode::asString))
                .containsExactly("new", "open", "pending", "on-hold", "solved", "closed");
        assertThat(schemas.path("Ticket").path("properties").path("assignee").toString()).contains("null");
        assertThat(schemas.path("Ticket").path("required").toString()).contains("assignee", "snoozedUntil");
        assertThat(schemas.path("TicketRequest").has("required")).isFalse();
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> each) {
        node.propertyStream().forEach(property -> {
            each.accept(property.getKey(), property.getValue());
            walk(property.getValue(), each);
        });
        if (node.isArray()) node.forEach(item -> walk(item, each));
    }
}
