package app.rapport.platform.journal;

/// Something that happened, named in the past participle. A record of ids, choices, numbers and times; a change carries
/// the old value and the new one. Texts and personal values are marked [Personal] and are kept apart from the journal.
public interface Fact {}
