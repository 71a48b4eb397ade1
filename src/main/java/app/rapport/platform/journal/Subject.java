package app.rapport.platform.journal;

/// What a fact is about. Order is guaranteed per subject.
public record Subject(String kind, long id) {

    /// `ticket:1001`, as kept with dead letters.
    public String text() {
        return kind + ":" + id;
    }
}
