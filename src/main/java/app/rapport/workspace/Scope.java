package app.rapport.workspace;

import java.util.Set;

/// Which work an agent may see: all of it, or that of some teams and what is assigned to himself; of some brands only when any
/// are named.
public record Scope(boolean all, Set<Long> teamIds, Set<Long> brandIds, boolean own) {

    public static final Scope ALL = new Scope(true, Set.of(), Set.of(), false);

    public Scope {
        teamIds = Set.copyOf(teamIds);
        brandIds = Set.copyOf(brandIds);
    }

    public boolean covers(Place place, long agentId) {
        if (all) return true;
        if (!brandIds.isEmpty() && !brandIds.contains(place.brandId())) return false;
        if (coversWholeBrands()) return true;
        return place.teamId() != null && teamIds.contains(place.teamId())
                || own && place.assigneeId() != null && place.assigneeId() == agentId;
    }

    /// Only brands are named: then every ticket of them.
    public boolean coversWholeBrands() {
        return !brandIds.isEmpty() && teamIds.isEmpty() && !own;
    }
}
