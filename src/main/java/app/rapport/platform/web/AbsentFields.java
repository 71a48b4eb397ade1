package app.rapport.platform.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.ext.jdk8.Jdk8OptionalDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.ReferenceType;

/// In a PATCH a field that is not there leaves the thing as it is, and `null` takes it away. Jackson alone reads both as an empty
/// Optional, which would take the assignee off a ticket whenever its status is changed.
@Component
class AbsentFields extends SimpleModule {

    @Override
    public void setupModule(JacksonModule.SetupContext context) {
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable ValueDeserializer<?> findReferenceDeserializer(ReferenceType type, DeserializationConfig config, BeanDescription.Supplier bean,
                    @Nullable TypeDeserializer typed, @Nullable ValueDeserializer<?> content) {
                return type.hasRawClass(Optional.class) ? new Reading(type, typed, content) : null;
            }

            @Override
            public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
                return type == Optional.class;
            }
        });
    }

    private static final class Reading extends Jdk8OptionalDeserializer {
        Reading(tools.jackson.databind.JavaType type, @Nullable TypeDeserializer typed, @Nullable ValueDeserializer<?> content) {
            super(type, null, typed, content);
        }

        @Override
        public Reading withResolved(@Nullable TypeDeserializer typed, @Nullable ValueDeserializer<?> content) {
            return new Reading(_fullType, typed, content);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
