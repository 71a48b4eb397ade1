package app.rapport.platform.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// A part of the program that works in rounds on a thread of its own, from the program's start to its stop. When the next round is,
/// [Loop] says.
public abstract class Rounds implements SmartLifecycle {

    private final String name;
    private final Duration idle;
    private final int phase;
    private volatile @Nullable Loop loop;

    /// @param phase one of [Phases]
    protected Rounds(String name, Duration idle, int phase) {
        this.name = name;
        this.idle = idle;
        this.phase = phase;
    }

    /// @return whether there may be more to do at once
    protected abstract boolean round();

    /// There is something to do.
    public final void wake() {
        var running = loop;
        if (running != null) running.wake();
    }

    @Override
    public void start() {
        loop = new Loop(name, idle, this::round);
    }

    /// Lets the round in progress finish.
    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running != null) running.close();
    }

    @Override
    public final boolean isRunning() {
        return loop != null;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
