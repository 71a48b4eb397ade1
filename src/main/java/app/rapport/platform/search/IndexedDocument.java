package app.rapport.platform.search;

import java.util.List;
import java.util.Map;

/// What can be found: one text of a group that is shown as one hit, such as a message of a ticket.
///
/// @param type and `id`: what it is; indexing the same again replaces it
/// @param texts by field; their weights are the index's
/// @param exact numbers and words that are found as a whole, before anything else
/// @param terms by which it is decided who may find it; they can change without indexing it anew
public record IndexedDocument(String type, long id, long groupId, Map<String, String> texts, List<String> exact, Map<String, Long> terms) {}
