package app.rapport.ticket;

import static app.rapport.platform.rules.Condition.all;
import static app.rapport.platform.rules.Condition.test;

import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Operator;
import app.rapport.platform.search.PermissionFilter;
import app.rapport.workspace.Viewer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tickets a viewer may see: as a condition, which the rules turn into SQL and into a predicate, and as a filter of the
/// search index. [app.rapport.workspace.Scope] says the same of one place; a property test holds all of them together.
public final class TicketScope {

    /// What the search index decides by.
    public static final String TEAM = "team";
    public static final String BRAND = "brand";
    public static final String ASSIGNEE = "assignee";

    private static final int MOST = 100;

    private TicketScope() {}

    public static Condition condition(Viewer viewer) {
        var scope = viewer.scope();
        if (scope.all() || scope.coversWholeBrands()) return parts(viewer).getFirst();
        var any = new ArrayList<Condition>();
        if (!scope.teamIds().isEmpty()) any.add(oneOf(TEAM, scope.teamIds()));
        if (scope.own()) any.add(is(ASSIGNEE, viewer.agentId()));
        return all(new Condition.Any(any), brands(viewer));
    }

    /// The same in parts, each of which an index serves: a ticket is seen when one of them holds.
    public static List<Condition> parts(Viewer viewer) {
        var scope = viewer.scope();
        if (scope.all()) return List.of(all());
        var brands = brands(viewer);
        if (scope.coversWholeBrands()) return List.of(brands);
        var parts = new ArrayList<Condition>();
        for (var team : scope.teamIds().stream().sorted().toList()) parts.add(all(is(TEAM, team), brands));
        if (scope.own()) parts.add(all(is(ASSIGNEE, viewer.agentId()), brands));
        return parts;
    }

    public static PermissionFilter filter(Viewer viewer) {
        var scope = viewer.scope();
        if (scope.all()) return new PermissionFilter.Everything();
        var brands = scope.brandIds().isEmpty() ? new PermissionFilter.Everything() : new PermissionFilter.AnyOf(Map.of(BRAND, scope.brandIds()));
        if (scope.coversWholeBrands()) return brands;
        var own = scope.own() ? Set.of(viewer.agentId()) : Set.<Long>of();
        return new PermissionFilter.Both(brands, new PermissionFilter.AnyOf(Map.of(TEAM, scope.teamIds(), ASSIGNEE, own)));
    }

    private static Condition brands(Viewer viewer) {
        var brands = viewer.scope().brandIds();
        return brands.isEmpty() ? all() : oneOf(BRAND, brands);
    }

    public static Condition is(String field, long id) {
        return test(field, Operator.IS, Long.toString(id));
    }

    /// In portions, since one test takes a hundred values.
    public static Condition oneOf(String field, Collection<Long> ids) {
        var words = ids.stream().sorted().map(String::valueOf).toList();
        var tests = new ArrayList<Condition>();
        for (var from = 0; from < words.size(); from += MOST) {
            tests.add(new Condition.Test(field, Operator.IN, words.subList(from, Math.min(from + MOST, words.size()))));
        }
        return tests.size() == 1 ? tests.getFirst() : new Condition.Any(tests);
    }
}
