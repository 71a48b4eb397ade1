package app.rapport.workspace;

/// A face that the company shows to customers.
///
/// @param baseId the set of customers it serves
/// @param kind public, internal or practice
public record Brand(long id, String key, String name, long baseId, String kind, String locale, String zone) {}
