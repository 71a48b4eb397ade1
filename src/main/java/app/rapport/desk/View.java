package app.rapport.desk;

import static app.rapport.platform.rules.Condition.all;
import static app.rapport.platform.rules.Condition.not;
import static app.rapport.platform.rules.Condition.test;

import app.rapport.platform.Invalid;
import app.rapport.platform.rules.Condition;
import app.rapport.platform.rules.Operator;
import app.rapport.ticket.TicketScope;
import app.rapport.workspace.Viewer;
import java.util.Arrays;
import java.util.List;

/// The lists that every agent has: what is not done and not snoozed, and whose it is.
public enum View {
    MINE("mine"),
    MY_TEAMS("my-teams"),
    UNASSIGNED("unassigned"),
    OPEN("open");

    /// What all views have in common. The cells of [ViewCounts] count by it; partial indexes are of it.
    public static final Condition AWAKE = all(test("status", Operator.IN, "new", "open", "pending", "on-hold"), not(test("snoozed", Operator.IS_SET)));

    private final String key;

    View(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /// @throws Invalid `unknown-choice`
    public static View of(String key) {
        return Arrays.stream(values()).filter(view -> view.key.equals(key)).findFirst()
                .orElseThrow(() -> new Invalid("view", "unknown-choice", "One of mine, my-teams, unassigned, open."));
    }

    /// Whose tickets it shows, in parts of which one index serves each: a ticket is in the view when it is awake and one of them holds.
    public List<Condition> parts(Viewer viewer) {
        return switch (this) {
            case MINE -> List.of(TicketScope.is("assignee", viewer.agentId()));
            case MY_TEAMS -> viewer.teamIds().stream().sorted().map(team -> TicketScope.is("team", team)).toList();
            case UNASSIGNED -> List.of(not(test("assignee", Operator.IS_SET)));
            case OPEN -> List.of(all());
        };
    }

    /// The same as one condition, whose number of tests does not grow with every team.
    public Condition condition(Viewer viewer) {
        return this == MY_TEAMS ? TicketScope.oneOf(TicketScope.TEAM, viewer.teamIds()) : new Condition.Any(parts(viewer));
    }

    /// Whether a scope narrows the view down further than its own parts do.
    public boolean isOfEverybody() {
        return this == UNASSIGNED || this == OPEN;
    }
}
