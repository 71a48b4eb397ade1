package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import com.fasterxml.jackson.annotation.Nulls;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// What no request may contain, whatever the operation: values of another type, text that the database cannot keep, times
/// outside the calendar. Sizes are bounded in application.yaml.
@Configuration(proxyBeanMethods = false)
class InputGuard implements WebMvcConfigurer, HandlerInterceptor {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// A value that breaks a rule, found while reading; Jackson adds the path.
    static final class BrokenRule extends DatabindException {
        final String code;

        BrokenRule(JsonParser parser, String code, String detail) {
            super(parser, detail);
            this.code = code;
        }
    }

    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        var types = new SimpleModule().addDeserializer(String.class, new TextReader()).addDeserializer(Instant.class, new InstantReader());
        return builder -> builder.addModule(types)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(texts -> texts.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail).setAcceptBlankAsEmpty(false))
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                // In a PATCH what is left out stays as it is; only a null takes it away.
                .enable(DeserializationFeature.USE_NULL_FOR_MISSING_REFERENCE_VALUES);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                if (!isText(value)) throw new Invalid(name, "not-text", "It contains characters that are none.");
            }
        });
        return true;
    }

    /// PostgreSQL keeps no NUL, and half a surrogate pair is no character.
    static boolean isText(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 && text.codePoints().noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static final class TextReader extends StdDeserializer<String> {
        TextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) throw new BrokenRule(parser, "wrong-type", "It must be a text.");
            var text = parser.getString();
            if (!isText(text)) throw new BrokenRule(parser, "not-text", "It contains characters that are none.");
            return text;
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) throw notAnInstant(parser);
            try {
                var instant = Instant.parse(parser.getString()).truncatedTo(ChronoUnit.MICROS);
                if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) throw new BrokenRule(parser, "out-of-range", "A time between 1970 and 9999.");
                return instant;
            } catch (DateTimeException e) {
                throw notAnInstant(parser);
            }
        }

        private static BrokenRule notAnInstant(JsonParser parser) {
            return new BrokenRule(parser, "not-an-instant", "A time as RFC 3339 writes it, such as 2026-11-25T12:00:00Z.");
        }
    }
}
