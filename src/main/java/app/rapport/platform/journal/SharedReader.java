package app.rapport.platform.journal;

import java.util.List;

/// How the runner treats one shared reader: what starts it, and one batch of it.
sealed interface SharedReader {

    String name();

    record OfReaction(Reaction reaction) implements SharedReader {
        @Override
        public String name() {
            return reaction.name();
        }

        boolean wants(CommandFacts facts) {
            return facts.entries().stream().anyMatch(entry ->
                    entry.origin() == Origin.LIVE && reaction.hears().stream().anyMatch(type -> type.isInstance(entry.fact())));
        }
    }

    record OfProjection(Projection projection) implements SharedReader {
        @Override
        public String name() {
            return projection.name();
        }
    }

    /// Cuts entries, which are whole commands in order, into commands.
    static List<CommandFacts> commands(List<JournalEntry> entries) {
        var commands = new java.util.ArrayList<CommandFacts>();
        var from = 0;
        for (var i = 1; i <= entries.size(); i++) {
            if (i < entries.size() && entries.get(i).command() == entries.get(from).command()) continue;
            var first = entries.get(from);
            commands.add(new CommandFacts(first.command(), first.cause(), entries.subList(from, i)));
            from = i;
        }
        return commands;
    }
}
