package app.rapport.platform.journal;

/// The order in which parts start; they stop in the opposite one, so that nothing is accepted that nobody would finish.
/// The web server starts after all of them (Spring Boot's phase is higher).
public final class Phases {
    public static final int SEQUENCER = 100;
    public static final int READERS = 200;
    public static final int WORKERS = 300;
    public static final int RECEIVERS = 400;

    private Phases() {}
}
