package app.rapport.platform.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/// How a condition is written in JSON. Numbers and booleans are taken as the words they are.
final class ConditionJson {

    private ConditionJson() {}

    static final class Writer extends StdSerializer<Condition> {

        Writer() {
            super(Condition.class);
        }

        @Override
        public void serialize(Condition condition, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            switch (condition) {
                case Condition.All(var of) -> array(json, "all", of);
                case Condition.Any(var of) -> array(json, "any", of);
                case Condition.Not(var of) -> json.writePOJOProperty("not", of);
                case Condition.Test(var field, var operator, var values) -> {
                    json.writeStringProperty("field", field);
                    json.writeStringProperty("operator", operator.key());
                    array(json, "values", values);
                }
            }
            json.writeEndObject();
        }

        private static void array(JsonGenerator json, String name, List<?> items) {
            json.writeArrayPropertyStart(name);
            for (var item : items) json.writePOJO(item);
            json.writeEndArray();
        }
    }

    static final class Reader extends StdDeserializer<Condition> {

        Reader() {
            super(Condition.class);
        }

        @Override
        public Condition deserialize(JsonParser parser, DeserializationContext context) {
            return condition(context.readTree(parser), "", 1);
        }
    }

    /// Reading stops where binding would, so that no depth of nesting can exhaust the stack.
    private static Condition condition(JsonNode node, String path, int depth) {
        if (depth > Fields.DEEPEST) throw wrong(path, "too-deep", Integer.toString(depth));
        if (!node.isObject()) throw wrong(path, "not-a-condition", node.toString());
        if (node.has("field")) return test(node, path);
        if (node.size() != 1) throw wrong(path, "not-a-condition", "");
        if (node.has("not")) return new Condition.Not(condition(node.get("not"), path + "/not", depth + 1));
        if (node.has("all")) return new Condition.All(conditions(node.get("all"), path + "/all", depth));
        if (node.has("any")) return new Condition.Any(conditions(node.get("any"), path + "/any", depth));
        throw wrong(path, "not-a-condition", "");
    }

    private static List<Condition> conditions(JsonNode node, String path, int depth) {
        if (!node.isArray()) throw wrong(path, "not-a-list", "");
        var conditions = new ArrayList<Condition>();
        for (var i = 0; i < node.size(); i++) conditions.add(condition(node.get(i), path + "/" + i, depth + 1));
        return conditions;
    }

    private static Condition test(JsonNode node, String path) {
        for (var name : node.propertyNames()) {
            if (!List.of("field", "operator", "values").contains(name)) throw wrong(path + "/" + name, "unknown-property", name);
        }
        var key = word(node.path("operator"), path + "/operator");
        var operator = Operator.of(key).orElseThrow(() -> wrong(path + "/operator", "unknown-operator", key));
        return new Condition.Test(word(node.path("field"), path + "/field"), operator, words(node.path("values"), path + "/values"));
    }

    private static List<String> words(JsonNode node, String path) {
        if (node.isMissingNode()) return List.of();
        if (!node.isArray()) throw wrong(path, "not-a-list", "");
        var words = new ArrayList<String>();
        for (var i = 0; i < node.size(); i++) words.add(word(node.get(i), path + "/" + i));
        return words;
    }

    private static String word(JsonNode node, String path) {
        Function<String, InvalidCondition> wrong = code -> wrong(path, code, "");
        if (node.isMissingNode()) throw wrong.apply("missing");
        if (!node.isString() && !node.isNumber() && !node.isBoolean()) throw wrong.apply("not-a-word");
        return node.asString();
    }

    private static InvalidCondition wrong(String path, String code, String value) {
        return new InvalidCondition(List.of(new Problem(path, code, value)));
    }
}
