package app.rapport.ticket;

import app.rapport.platform.jobs.Timers;
import app.rapport.platform.journal.Actor;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Releases a message when its time has come. The timer is set in the command that writes the message.
@Component
class ReleaseTimer implements Timers.Handler {

    private final Timers timers;
    private final ObjectProvider<Replying> replying;

    ReleaseTimer(Timers timers, ObjectProvider<Replying> replying) {
        this.timers = timers;
        this.replying = replying;
    }

    void set(long ticketId, long messageId, Instant at) {
        timers.add(kind(), ticketId + "/" + messageId, at);
    }

    void clear(long ticketId, long messageId) {
        timers.clear(kind(), ticketId + "/" + messageId);
    }

    @Override
    public String kind() {
        return "release-message";
    }

    @Override
    public void due(String key) {
        var slash = key.indexOf('/');
        replying.getObject().release(Long.parseLong(key.substring(0, slash)), Long.parseLong(key.substring(slash + 1)), Actor.system("release"));
    }
}
