package app.rapport.platform.rules;

/// What is wrong with a condition.
///
/// @param path where, as a JSON pointer: `/all/0/values/1`
/// @param code which rule it breaks: `unknown-field`, `unknown-operator`, `unknown-value`, `not-a-number` …
/// @param value what stood there
public record Problem(String path, String code, String value) {}
