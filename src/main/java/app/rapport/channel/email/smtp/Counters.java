package app.rapport.channel.email.smtp;

import java.util.concurrent.atomic.LongAdder;

/// What the server did since its start.
final class Counters {

    final LongAdder connections = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder encrypted = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder deferred = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder errors = new LongAdder();

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted _ -> accepted.increment();
            case Verdict.Refused _ -> refused.increment();
            case Verdict.TryLater _ -> deferred.increment();
        }
    }

    SmtpCounts counts(int open) {
        return new SmtpCounts(open, connections.sum(), turnedAway.sum(), encrypted.sum(), accepted.sum(), refused.sum(), deferred.sum(),
                bytes.sum(), errors.sum());
    }
}
