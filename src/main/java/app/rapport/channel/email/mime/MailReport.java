package app.rapport.channel.email.mime;

import java.util.List;

/// The machine-readable part of a multipart/report (RFC 6522).
///
/// @param type     `delivery-status`, `feedback-report`, `disposition-notification` …, lower case
/// @param groups   its blocks of fields, in order
/// @param original header of the mail it speaks of, empty when it was not returned
public record MailReport(String type, List<Headers> groups, Headers original) {}
