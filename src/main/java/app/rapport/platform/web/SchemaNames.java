package app.rapport.platform.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/// What the wire's records are called in the OpenAPI document: `TeamResponse` is a `Team`, a page of them a `TeamPage`.
/// Remembers which record each name stands for.
final class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> records = new ConcurrentHashMap<>();

    Map<String, Class<?>> records() {
        return records;
    }

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        return keep(super.nameForClass(type, options).replaceFirst("Response$", ""), type);
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        if (type.getRawClass() != Page.class) return super.nameForGenericType(type, options);
        var items = type.getBindings().getTypeParameters().stream().map(item -> nameForType(item, options)).collect(Collectors.joining());
        return keep(StringUtils.capitalize(items) + "Page", Page.class);
    }

    /// Two records may share a name only when they look the same on the wire.
    private String keep(String name, Class<?> type) {
        if (!type.isRecord()) return name;
        var former = records.putIfAbsent(name, type);
        if (former != null && !shape(former).equals(shape(type))) throw new IllegalStateException(name + " is both " + former + " and " + type + ": give one another name");
        return name;
    }

    private static String shape(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(part -> part.getName() + " " + part.getAnnotatedType()).collect(Collectors.joining(", "));
    }
}
