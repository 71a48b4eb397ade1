package app.rapport.workspace;

import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Journal;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.Subject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every administrative change with who, when, old and new value: a reading of the journal, which is written with the change itself.
@Component
public class Audit {

    /// @param id older entries have lower ones
    public record Entry(long id, Instant at, Actor actor, String type, Subject subject, List<Changed> changes) {}

    /// @param field a path such as `outbound.host`; @param before null for what is new; @param after null for what is gone
    @Schema(name = "AuditChange")
    public record Changed(String field, @Nullable JsonNode before, @Nullable JsonNode after) {}

    private final Journal journal;
    private final Access access;
    private final JsonMapper json = JsonMapper.shared();

    Audit(Journal journal, Access access) {
        this.journal = journal;
        this.access = access;
    }

    /// Newest first.
    public List<Entry> list(@Nullable Long before, int limit, Actor by) {
        access.require(by, Permission.AUDIT_VIEW);
        return journal.administrative(before, limit).stream().map(this::entry).toList();
    }

    private Entry entry(JournalEntry entry) {
        var changes = changes(entry.type(), entry.subject().kind(), json.valueToTree(entry.fact()));
        return new Entry(entry.seq(), entry.at(), entry.actor(), entry.type(), entry.subject(), changes);
    }

    static List<Changed> changes(String type, String subjectKind, JsonNode fact) {
        var changes = new ArrayList<Changed>();
        var isGone = type.endsWith("-removed") || type.endsWith("-ended");
        if (fact.has("before") || fact.has("after")) {
            var whole = fact.path("before").isObject() || fact.path("after").isObject();
            compare(whole ? "" : field(type, subjectKind), fact.get("before"), fact.get("after"), changes);
        } else {
            fact.propertyStream().forEach(property -> compare(property.getKey(), isGone ? property.getValue() : null, isGone ? null : property.getValue(), changes));
        }
        return changes;
    }

    private static void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after, List<Changed> changes) {
        var then = before == null || before.isNull() ? null : before;
        var now = after == null || after.isNull() ? null : after;
        if (java.util.Objects.equals(then, now)) return;
        var names = new LinkedHashSet<String>();
        if (then != null) names.addAll(then.propertyNames());
        if (now != null) names.addAll(now.propertyNames());
        if (names.isEmpty()) {
            changes.add(new Changed(path, then, now));
            return;
        }
        for (var name : names) compare(path.isEmpty() ? name : path + "." + name, then == null ? null : then.get(name), now == null ? null : now.get(name), changes);
    }

    /// `workspace.agent-role-changed` of an agent is about his `role`.
    private static String field(String type, String subjectKind) {
        var name = type.substring(type.indexOf('.') + 1).replaceFirst("^" + subjectKind + "-", "").replaceFirst("-changed$", "");
        return name.equals("renamed") ? "name" : name;
    }
}
