package app.rapport.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.platform.search.Found.After;
import app.rapport.platform.search.Found.Hit;
import app.rapport.platform.search.PermissionFilter.AnyOf;
import app.rapport.platform.search.PermissionFilter.Everything;
import app.rapport.platform.search.SearchIndex.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIndexTest {

    private static final Map<String, Float> BOOSTS = Map.of("subject", 4f, "body", 1f);
    private static final long SUPPORT = 1;
    private static final long RETURNS = 2;

    @TempDir
    Path folder;

    private SearchIndex index;

    @BeforeEach
    void open() {
        index = SearchIndex.open(folder, BOOSTS);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            leaks          | 1001
            LEAKING tent   | 1001
            ten            | 1001
            tents          | 1001
            invoice        | 1002
            invoices paid  | 1002
            rechnungen     | 1002
            strasse        | 1002
            straße         | 1002
            muller         | 1002
            "is leaking"   | 1001
            "leaking is"   |
            "leaking       | 1001
            1001           | 1001
            #1002          | 1002
            tent invoice   |
            shop.example   | 1002
            !              |
            """)
    void words_find_what_they_mean(String words, @Nullable Long found) {
        index.index(List.of(
                message(1, 1001, "My tent leaks", "The tent is leaking at the seam. Help!"),
                message(2, 1002, "Invoice", "Die Rechnung von Müller, Straße 5, was paid to ada@shop.example")));

        assertThat(find(words)).isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void a_group_is_found_once_by_its_best_document() {
        index.index(List.of(message(1, 1001, "Hello", "the tent"), message(2, 1001, "The tent", "the tent again"), message(3, 1002, "Hello", "a tent, a bag and a stove")));
        index.refresh();

        assertThat(search("tent", new Everything(), null, 10).hits()).extracting(Hit::groupId, Hit::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1001L, 2L), org.assertj.core.groups.Tuple.tuple(1002L, 3L));
    }

    @Test
    void a_number_goes_before_texts_that_mention_it() {
        index.index(List.of(message(1, 1001, "1002 1002 1002", "1002 1002"), message(2, 1002, "Tent", "leaks")));

        assertThat(find("1002")).containsExactly(1002L, 1001L);
    }

    @Test
    void indexing_again_replaces_and_a_deleted_group_is_gone() {
        index.index(List.of(message(1, 1001, "tent", ""), message(2, 1002, "tent", "")));
        index.index(List.of(message(1, 1001, "stove", "")));
        assertThat(find("tent")).containsExactly(1002L);

        index.deleteGroup(1002);
        assertThat(find("tent")).isEmpty();
    }

    @Test
    void only_what_one_may_see_is_found_and_a_transfer_counts_at_once() {
        index.index(List.of(of(1, 1001, SUPPORT, 7), of(2, 1002, RETURNS, 8), of(3, 1003, 0, 0)));

        assertThat(find("tent", teams(SUPPORT))).containsExactly(1001L);
        assertThat(find("tent", new AnyOf(Map.of("team", Set.of(SUPPORT), "assignee", Set.of(8L))))).containsExactlyInAnyOrder(1001L, 1002L);
        assertThat(find("tent", new AnyOf(Map.of()))).isEmpty();
        assertThat(find("tent", new AnyOf(Map.of("team", Set.of())))).isEmpty();

        index.updatePermissions(1001, Map.of("team", RETURNS, "assignee", 0L));
        assertThat(find("tent", teams(SUPPORT))).isEmpty();
        assertThat(find("tent", teams(RETURNS))).containsExactlyInAnyOrder(1001L, 1002L);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        var random = new Random(1);
        var documents = new ArrayList<IndexedDocument>();
        // More than a thousand, from where on Lucene leaves out what cannot come among the best.
        for (var i = 0; i < 4000; i++) documents.add(message(i, 1001 + random.nextInt(300), "tent ".repeat(random.nextInt(3)), "tent " + "x ".repeat(random.nextInt(9))));
        index.index(documents);
        index.refresh();

        var seen = new ArrayList<Long>();
        After after = null;
        do {
            var page = search("tent", new Everything(), after, 7);
            page.hits().forEach(hit -> seen.add(hit.groupId()));
            after = page.next();
        } while (after != null);

        assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(documents.stream().map(IndexedDocument::groupId).distinct().toList());
        assertThat(seen).isEqualTo(search("tent", new Everything(), null, 500).hits().stream().map(Hit::groupId).toList());
    }

    @Test
    void after_a_crash_it_is_as_old_as_its_cursor() throws IOException {
        assertThat(index.cursor()).isEqualTo(new Cursor(0, 0));
        index.index(List.of(message(1, 1001, "tent", "")));
        index.commit(new Cursor(3, 50));
        index.index(List.of(message(2, 1002, "tent", "")));
        index.updatePermissions(1001, Map.of("team", RETURNS));
        index.refresh();

        try (var halted = SearchIndex.open(copyOfFolder(), BOOSTS)) {
            assertThat(halted.cursor()).isEqualTo(new Cursor(3, 50));
            assertThat(halted.search("tent", teams(SUPPORT), null, 10).hits()).extracting(Hit::groupId).containsExactly(1001L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"segments_", ".si", ".cfs"})
    void a_broken_index_is_made_anew(String part) throws IOException {
        index.index(List.of(message(1, 1001, "tent", "")));
        index.commit(new Cursor(1, 50));
        index.close();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> file.getFileName().toString().contains(part)).toList()) Files.write(file, new byte[] {1, 2, 3});
        }

        index = SearchIndex.open(folder, BOOSTS);

        assertThat(index.cursor()).isEqualTo(new Cursor(0, 0));
        assertThat(find("tent")).isEmpty();
    }

    @Test
    void it_can_be_emptied_to_be_built_anew() {
        index.index(List.of(message(1, 1001, "tent", "")));
        index.commit(new Cursor(1, 50));

        index.clear();

        assertThat(index.cursor()).isEqualTo(new Cursor(0, 0));
        assertThat(find("tent")).isEmpty();
    }

    @Test
    void a_field_that_the_index_does_not_have_is_a_mistake() {
        var document = new IndexedDocument("message", 1, 1001, Map.of("colour", "red"), List.of(), Map.of());

        assertThatThrownBy(() -> index.index(List.of(document))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("colour");
    }

    private List<Long> find(String words) {
        return find(words, new Everything());
    }

    private List<Long> find(String words, PermissionFilter permissions) {
        index.refresh();
        return search(words, permissions, null, 10).hits().stream().map(Hit::groupId).toList();
    }

    private Found search(String words, PermissionFilter permissions, @Nullable After after, int limit) {
        return index.search(words, permissions, after, limit);
    }

    private static PermissionFilter teams(Long... teams) {
        return new AnyOf(Map.of("team", new HashSet<>(List.of(teams))));
    }

    private static IndexedDocument of(long id, long group, long team, long assignee) {
        return new IndexedDocument("message", id, group, Map.of("subject", "tent"), List.of("" + group), Map.of("team", team, "assignee", assignee));
    }

    private static IndexedDocument message(long id, long group, String subject, String body) {
        return new IndexedDocument("message", id, group, Map.of("subject", subject, "body", body), List.of("" + group), Map.of("team", SUPPORT));
    }

    /// What a halted process leaves on disk: the lock file too, which means nothing without the process.
    private Path copyOfFolder() throws IOException {
        var copy = folder.resolveSibling(folder.getFileName() + "-halted");
        Files.createDirectories(copy);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }
}
