package app.rapport.workspace;

import java.util.List;

/// A group of agents that work is handed to.
public record Team(long id, String name, boolean active, List<Long> memberIds, long version) {}
