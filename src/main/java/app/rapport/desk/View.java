package app.rapport.desk;

/// The lists that every agent has. All of them show what is not done and not snoozed.
public enum View {
    MINE("mine"),
    MY_TEAMS("my-teams"),
    UNASSIGNED("unassigned"),
    OPEN("open");

    private final String key;

    View(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
