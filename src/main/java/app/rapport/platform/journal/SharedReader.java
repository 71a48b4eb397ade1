package app.rapport.platform.journal;

import java.util.ArrayList;
import java.util.List;

/// How the runner treats one shared reader: what it wants to hear, and how it is told.
sealed interface SharedReader {

    String name();

    /// Whether the command may lead to something.
    boolean wants(CommandFacts facts);

    /// How many commands it takes in one transaction.
    int together();

    /// Commands in order, in the transaction that also moves the cursor.
    void take(List<CommandFacts> commands);

    record OfReaction(Reaction reaction) implements SharedReader {
        @Override
        public String name() {
            return reaction.name();
        }

        @Override
        public boolean wants(CommandFacts facts) {
            return facts.entries().stream().anyMatch(entry ->
                    entry.origin() == Origin.LIVE && reaction.hears().stream().anyMatch(type -> type.isInstance(entry.fact())));
        }

        @Override
        public int together() {
            return 16;
        }

        @Override
        public void take(List<CommandFacts> commands) {
            reaction.on(commands);
        }
    }

    record OfProjection(Projection projection) implements SharedReader {
        @Override
        public String name() {
            return projection.name();
        }

        @Override
        public boolean wants(CommandFacts facts) {
            return true;
        }

        @Override
        public int together() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void take(List<CommandFacts> commands) {
            if (!commands.isEmpty()) projection.on(commands.stream().flatMap(command -> command.entries().stream()).toList());
        }
    }

    /// Cuts entries, which are whole commands in order, into commands.
    static List<CommandFacts> commands(List<JournalEntry> entries) {
        var commands = new ArrayList<CommandFacts>();
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
