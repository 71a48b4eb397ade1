package app.rapport.workspace;

import java.util.List;

/// What a decision answers with: the record as it is now, and the facts that say why.
public record Change<T>(T now, List<WorkspaceFact> facts) {}
