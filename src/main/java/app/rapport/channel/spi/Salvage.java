package app.rapport.channel.spi;

import app.rapport.channel.spi.Adapter.Incoming;
import app.rapport.platform.intake.Intake;
import org.jspecify.annotations.Nullable;

/// What can be done with what an [Adapter] put aside or could not read.
public interface Salvage {

    /// The kind of intake that it salvages.
    String kind();

    /// Reads it as a message whatever it looks like, because a person said so.
    ///
    /// @param from whom that person says it is from, where it does not say so itself
    /// @throws app.rapport.platform.Conflict `no-sender` nobody could be answered
    Incoming readAnyway(Intake.Open open, @Nullable String from);

    /// How one is held whose reading fails again and again: `unparseable`, with what is known without reading it.
    Intake.Held unreadable(Intake.Open open, String detail);
}
