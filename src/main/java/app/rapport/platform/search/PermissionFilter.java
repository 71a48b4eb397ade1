package app.rapport.platform.search;

import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/// Who may find what, as a part of the query.
public sealed interface PermissionFilter {

    record Everything() implements PermissionFilter {}

    /// One of the terms has one of its values. Nothing is allowed by none.
    record AnyOf(Map<String, Set<Long>> values) implements PermissionFilter {}

    record Both(PermissionFilter first, PermissionFilter second) implements PermissionFilter {}

    default Query toQuery() {
        return switch (this) {
            case Everything _ -> MatchAllDocsQuery.INSTANCE;
            case AnyOf(var values) -> {
                var any = new BooleanQuery.Builder();
                values.forEach((term, allowed) -> any.add(
                        NumericDocValuesField.newSlowSetQuery(term, allowed.stream().mapToLong(Long::longValue).toArray()), Occur.SHOULD));
                yield any.build();
            }
            case Both(var first, var second) -> new BooleanQuery.Builder().add(first.toQuery(), Occur.FILTER).add(second.toQuery(), Occur.FILTER).build();
        };
    }
}
