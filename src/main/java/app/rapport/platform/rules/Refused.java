package app.rapport.platform.rules;

/// One value or operator that a field does not understand; whoever knows where it stood says so.
final class Refused extends RuntimeException {

    private final String code;
    private final String value;

    Refused(String code, String value) {
        super(code + ": " + value, null, false, false);
        this.code = code;
        this.value = value;
    }

    String code() {
        return code;
    }

    String value() {
        return value;
    }
}
