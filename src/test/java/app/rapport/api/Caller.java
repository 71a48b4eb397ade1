package app.rapport.api;

/// Who calls in the permission tests: an agent of each role, who sees the work of team Red and his own; nobody; a program whose
/// token has the one scope `contact-view`.
enum Caller {
    ADMINISTRATOR('A'),
    MANAGER('M'),
    AGENT('G'),
    COLLABORATOR('C'),
    NARROW_TOKEN('n'),
    NOBODY('-');

    final char letter;

    Caller(char letter) {
        this.letter = letter;
    }

    boolean isAgent() {
        return ordinal() <= COLLABORATOR.ordinal();
    }

    String email() {
        return name().toLowerCase(java.util.Locale.ROOT) + "@example.com";
    }
}
