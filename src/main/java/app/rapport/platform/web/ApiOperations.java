package app.rapport.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What holds for operations in general and stands at no controller: names, refusals, idempotency keys, entity tags, examples.
final class ApiOperations {

    /// Those that need no sign-in.
    private static final Set<String> OPEN = Set.of("session/sign-in", "set-up/state", "set-up/open", "set-up/bootstrap");
    private static final Map<String, Object> EXAMPLES = examples();

    private ApiOperations() {}

    /// `team/list`: the controller's noun and what it does.
    static String id(Class<?> controller, String method) {
        return kebab(controller.getSimpleName().replaceFirst("Controller$", "")) + "/" + kebab(method);
    }

    static void complete(OpenAPI document) {
        document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        var isOpen = OPEN.contains(operation.getOperationId());
        if (isOpen) operation.setSecurity(List.of());
        operation.setTags(List.of(operation.getOperationId().replaceFirst("/.*", "")));
        if (method == HttpMethod.POST && !isOpen) operation.addParametersItem(idempotencyKey());
        if (operation.getParameters() != null) operation.getParameters().forEach(parameter -> givenOrLeftOut(parameter.getSchema()));
        var conditional = operation.getParameters() != null && operation.getParameters().stream().anyMatch(parameter -> parameter.getName().equals("If-Match"));
        if (conditional) Objects.requireNonNull(operation.getResponses().get("200")).addHeaderObject("ETag", new Header().description("The version, for If-Match.").schema(text()));
        refusals(path, method, isOpen, conditional).forEach((status, description) -> operation.getResponses().addApiResponse(status, problem(description)));
        example(operation);
    }

    /// A parameter of a query has no null.
    private static void givenOrLeftOut(@Nullable Schema<?> schema) {
        if (schema != null && schema.getTypes() != null) schema.getTypes().remove("null");
    }

    private static Map<String, String> refusals(String path, HttpMethod method, boolean isOpen, boolean conditional) {
        var refusals = new TreeMap<String, String>();
        var changes = method != HttpMethod.GET;
        if (!isOpen || path.endsWith("/session")) refusals.put("401", "Nobody is signed in, or the credentials do not hold.");
        refusals.put("403", "It needs a permission that is missing.");
        if (path.contains("{") || method == HttpMethod.DELETE) refusals.put("404", "There is no such thing, or it is outside what the caller may see.");
        refusals.put("400", "The request cannot be read at all.");
        if (changes) refusals.put("409", "The state of things does not allow it; `code` says why.");
        if (conditional) refusals.put("412", "It was changed meanwhile; `current` is how it is now.");
        if (changes) refusals.put("413", "The request is too large.");
        refusals.put("406", "The answer cannot be given in the form that Accept asks for.");
        if (changes) refusals.put("415", "The body has a form that is not taken here.");
        refusals.put("422", "The input breaks a rule; `errors` names fields and rules.");
        refusals.put("429", "Too often; `params.seconds` says how long to wait.");
        refusals.put("503", "The database does not answer just now.");
        return refusals;
    }

    private static ApiResponse problem(String description) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse().description(description).content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }

    private static HeaderParameter idempotencyKey() {
        var parameter = new HeaderParameter();
        parameter.name(Idempotency.HEADER).required(false).schema(text())
                .description("Makes a repetition harmless: the same key, kept for 7 days, is done once and answered alike; with another request it is refused.");
        return parameter;
    }

    private static Schema<?> text() {
        return ApiDocument.type("string");
    }

    private static void example(Operation operation) {
        var example = EXAMPLES.get(operation.getOperationId());
        if (example == null || operation.getRequestBody() == null) return;
        operation.getRequestBody().getContent().values().forEach(content -> content.setExample(example));
    }

    private static Map<String, Object> examples() {
        try (var input = new ClassPathResource("api/examples.json").getInputStream()) {
            return JsonMapper.shared().readValue(input, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
