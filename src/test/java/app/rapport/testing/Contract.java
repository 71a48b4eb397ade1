package app.rapport.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The server's own OpenAPI document, and whether its answers are what that promises: nothing missing, nothing undocumented.
public final class Contract {

    /// @param body the schema of the request, or missing
    public record Operation(String id, String method, String path, JsonNode described) {
        public JsonNode body() {
            return described.path("requestBody").path("content").path("application/json").path("schema");
        }

        public boolean isOpen() {
            return described.path("security").isArray() && described.path("security").isEmpty();
        }

        private boolean matches(String calledMethod, String calledPath) {
            return method.equals(calledMethod) && Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+"), calledPath);
        }
    }

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Schema> known = new HashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    public Contract(JsonNode document) {
        this.document = document;
        document.path("paths").propertyStream().forEach(path -> path.getValue().propertyStream().forEach(method -> operations.add(
                new Operation(method.getValue().path("operationId").asString(), method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), method.getValue()))));
        document.path("components").path("schemas").forEach(Contract::close);
    }

    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(String id) {
        return operations.stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow(() -> new AssertionError("There is no operation " + id));
    }

    /// The operations that have given an answer of 2xx so far.
    public Set<String> answered() {
        return answered;
    }

    /// @throws AssertionError the document promises something else
    synchronized void check(String method, String path, int status, String contentType, JsonNode body) {
        var plain = path.replaceFirst("\\?.*", "");
        // A literal path goes before one with a parameter.
        Optional<Operation> called = operations.stream().filter(operation -> operation.matches(method, plain)).min((a, b) -> Long.compare(braces(a), braces(b)));
        if (called.isEmpty()) return;
        var operation = called.get();
        if (status < 300) answered.add(operation.id());
        var response = operation.described().path("responses").path("" + status);
        if (response.isMissingNode()) throw new AssertionError(operation.id() + " answers " + status + ", which its document does not know: " + body);
        var media = response.path("content");
        var type = contentType.replaceFirst(";.*", "");
        if (media.isMissingNode() ? !type.isEmpty() : !media.has(type)) throw new AssertionError(operation.id() + " answers " + status + " as " + type + ", documented is " + media);
        if (!type.endsWith("json")) return;
        var errors = known.computeIfAbsent(operation.id() + " " + status, key -> schema(media.path(type).path("schema"))).validate(body);
        if (!errors.isEmpty()) throw new AssertionError(operation.id() + " " + status + " answers " + body + "\nwhich breaks " + errors);
    }

    /// Whether a value fits a schema of the document.
    public boolean fits(JsonNode schema, JsonNode value) {
        return schema(schema).validate(value).isEmpty();
    }

    public JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    private Schema schema(JsonNode schema) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    private static long braces(Operation operation) {
        return operation.path().chars().filter(c -> c == '{').count();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) object.put("additionalProperties", false);
    }
}
