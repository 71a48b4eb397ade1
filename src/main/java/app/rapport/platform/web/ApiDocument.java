package app.rapport.platform.web;

import app.rapport.platform.journal.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Nullness;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document, made from the controllers and their records: which values may be missing or null is read off JSpecify.
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new JsonSchema());
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    ModelResolver schemas(ObjectMapperProvider mappers, SchemaNames names) {
        return new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
    }

    @Bean
    GlobalOperationCustomizer operationIds() {
        return (operation, handler) -> operation.operationId(ApiOperations.id(handler.getBeanType(), handler.getMethod().getName()));
    }

    @Bean
    GlobalOpenApiCustomizer whole(SchemaNames names) {
        return document -> {
            document.info(new Info().title("Rapport").version("1").description("Customer service: tickets, their conversations, and the workspace around them."));
            document.servers(List.of(new Server().url("/")));
            document.security(List.of(new SecurityRequirement().addList("token"), new SecurityRequirement().addList("session")));
            security(document.getComponents());
            ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(Problem.class)).referencedSchemas.forEach(document.getComponents()::addSchemas);
            names.records().forEach((name, type) -> nullness(document, name, type));
            ApiOperations.complete(document);
        };
    }

    private static void security(Components components) {
        components.addSecuritySchemes("token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").description("An API token, limited to its scopes."));
        components.addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.COOKIE).name("rapport_session")
                .description("A browser that signed in. What changes something also needs the cookie XSRF-TOKEN's value in the header X-XSRF-TOKEN."));
    }

    private static void nullness(OpenAPI document, String name, Class<?> type) {
        var schema = document.getComponents().getSchemas() == null ? null : document.getComponents().getSchemas().get(name);
        if (schema == null || schema.getProperties() == null) return;
        var required = new ArrayList<String>();
        var mayBeLeftOut = type.getSimpleName().matches(".*(Request|Body)");
        for (var part : type.getRecordComponents()) {
            var property = (Schema<?>) schema.getProperties().get(part.getName());
            if (property == null) continue;
            if (part.getType() == JsonNode.class) property = new JsonSchema();
            schema.getProperties().put(part.getName(), property);
            var leavesOutNull = type.isAnnotationPresent(JsonInclude.class) || part.getAccessor().isAnnotationPresent(JsonInclude.class);
            var nullable = Nullness.forMethodReturnType(part.getAccessor()) == Nullness.NULLABLE;
            if (!nullable || !mayBeLeftOut && !leavesOutNull) required.add(part.getName());
            if (nullable && !leavesOutNull) schema.getProperties().put(part.getName(), orNull(property));
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) return new JsonSchema().anyOf(List.of(schema, type("null")));
        if (schema.getTypes() != null) schema.addType("null");
        if (schema.getEnum() != null) addNull(schema);
        return schema;
    }

    static Schema<?> type(String type) {
        return new JsonSchema().types(new LinkedHashSet<>(List.of(type)));
    }

    @SuppressWarnings("unchecked")
    private static void addNull(Schema<?> schema) {
        var choices = new ArrayList<Object>(schema.getEnum());
        choices.add(null);
        ((Schema<Object>) schema).setEnum(choices);
    }
}
