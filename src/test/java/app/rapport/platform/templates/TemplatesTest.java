package app.rapport.platform.templates;

import static app.rapport.platform.templates.Templates.Escape.HTML;
import static app.rapport.platform.templates.Templates.Escape.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import app.rapport.platform.Invalid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    private static final Map<String, Object> VALUES = Map.of("contact", Map.of("name", "Linus <b>T.</b>"), "tags", List.of("a&b", "c"), "number", 1042);

    @Test
    void values_are_put_in() {
        assertThat(Templates.render("Hello {{ contact.name }}, ticket {{ number }}: {% for tag in tags %}{{ tag }} {% endfor %}", VALUES, TEXT))
                .isEqualTo("Hello Linus <b>T.</b>, ticket 1042: a&b c ");
    }

    @Test
    void in_html_texts_are_escaped_wherever_they_lie_and_the_template_is_not() {
        assertThat(Templates.render("<p>{{ contact.name }}</p>{{ tags | join: ', ' }}", VALUES, HTML))
                .isEqualTo("<p>Linus &lt;b&gt;T.&lt;/b&gt;</p>a&amp;b, c");
    }

    @Test
    void whatever_a_value_holds_it_makes_no_tag() {
        qt().withExamples(200).forAll(strings().basicLatinAlphabet().ofLengthBetween(0, 30))
                .check(text -> !Templates.render("{{ x }}", Map.of("x", text), HTML).contains("<"));
    }

    @Test
    void a_value_is_never_a_template() {
        assertThat(Templates.render("{{ x }}", Map.of("x", "{{ number }}", "number", 1), TEXT)).isEqualTo("{{ number }}");
    }

    @Test
    void what_is_unknown_is_empty() {
        assertThat(Templates.render("[{{ nobody.name }}]", VALUES, TEXT)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{% include '/etc/passwd' %}", "{% include 'snippet' %}", "{{ 'x' | url_decode }}", "{{ contact | json }}",
        "{% for i in (1..1000000000) %}x{% endfor %}"})
    void what_leads_out_of_the_fence_is_refused(String template) {
        assertThatThrownBy(() -> Templates.render(template, VALUES, HTML)).isInstanceOf(Invalid.class);
    }

    @Test
    void size_nesting_and_loops_are_bounded() {
        assertThat(code("x".repeat(64 * 1024 + 1))).isEqualTo("too-long");
        assertThat(code("{% if a %}".repeat(51) + "{% endif %}".repeat(51))).isEqualTo("too-deep");
        assertThat(code("{{ a" + "[a".repeat(5_000) + "]".repeat(5_000) + " }}")).isEqualTo("too-deep");
        assertThat(code("{% if a %}x{% endif %}".repeat(2_000))).isEmpty();
        var many = Map.<String, Object>of("list", IntStream.range(0, 500).boxed().toList());
        assertThatThrownBy(() -> Templates.render("{% for a in list %}{% for b in list %}x{% endfor %}{% endfor %}", many, TEXT)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_result_does_not_grow_without_end() {
        var doubling = "{% assign x = 'xxxxxxxxxxxxxxxx' %}" + "{% assign x = x | append: x %}".repeat(18) + "{{ x }}";
        assertThatThrownBy(() -> Templates.render(doubling, VALUES, TEXT)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'a\n{% if x %}\nb' | Line ", "'a\n\n{{ x | }}' | Line 3", "'a\n{{ x | nosuchfilter }}' | nosuchfilter"})
    void what_is_wrong_is_named_with_its_line(String template, String detail) {
        assertThatThrownBy(() -> Templates.check(template)).isInstanceOf(Invalid.class).hasMessageContaining(detail);
    }

    @Test
    void any_text_is_rendered_or_refused_and_nothing_else() {
        var pieces = List.of("{{", "}}", "{%", "%}", " if ", "endif", "for x in y", "endfor", "|", "'", "contact", ".", "name", "date: '%Y'", " ", "\n", "[", "]", "case", "when 1");
        qt().withExamples(300).withShrinkCycles(0).forAll(integers().all()).checkAssert(seed -> {
            var random = new java.util.Random(seed);
            var template = new StringBuilder();
            for (var i = random.nextInt(14); i >= 0; i--) template.append(pieces.get(random.nextInt(pieces.size())));
            assertThat(code(template.toString())).isIn("", "not-liquid", "too-deep", "range", "include");
        });
    }

    @Test
    void renderings_at_the_same_time_do_not_mix() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = IntStream.range(0, 400).<Callable<String>>mapToObj(i -> () -> Templates.render("{{ x }}{{ x }}", Map.of("x", i), TEXT)).toList();
            var results = threads.invokeAll(work);
            for (var i = 0; i < results.size(); i++) assertThat(results.get(i).get()).isEqualTo("" + i + i);
        }
    }

    @Test
    void a_good_template_passes_the_check() {
        assertThatCode(() -> Templates.check("Hello {{ contact.name | default: 'there' }}{% if a %}!{% endif %}")).doesNotThrowAnyException();
    }

    private static String code(String template) {
        var refusal = catchThrowableOfType(Invalid.class, () -> Templates.render(template, VALUES, TEXT));
        return refusal == null ? "" : refusal.errors().getFirst().code();
    }
}
