package app.rapport.platform.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of what was found, the best first.
///
/// @param next where the next page starts; null when this is the last
public record Found(List<Hit> hits, @Nullable After next) {

    /// The best document of a group.
    public record Hit(String type, long id, long groupId, float score) {}

    /// The last hit of a page.
    public record After(float score, long groupId) {

        boolean isBefore(Hit hit) {
            return hit.score() < score || (hit.score() == score && hit.groupId() < groupId);
        }
    }
}
