package app.rapport.channel;

import app.rapport.channel.store.AccountStore;
import app.rapport.channel.store.OutboundStore;
import app.rapport.platform.Checkup;
import app.rapport.platform.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What waits to leave, and which mailbox cannot send.
@Component
class OutboundCheckup implements Checkup {

    private final OutboundStore outbound;
    private final AccountStore accounts;
    private final Time time;

    OutboundCheckup(OutboundStore outbound, AccountStore accounts, Time time) {
        this.outbound = outbound;
        this.accounts = accounts;
        this.time = time;
    }

    @Override
    public String part() {
        return "outbound";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        var counts = outbound.counts();
        findings.add(Finding.fine(counts.isEmpty() ? "Nothing has been sent yet" : String.join(", ", counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey()).toList())));
        var stuck = outbound.stuck(time.now());
        if (stuck > 0) findings.add(Finding.wrong(stuck + " should have left more than ten minutes ago: start the program, or read its log for why they do not."));
        accounts.list(null, 10_000).stream().filter(account -> account.active() && account.problem() != null)
                .forEach(account -> findings.add(Finding.wrong("Mailbox " + account.address() + " cannot send: " + account.problem())));
        return findings;
    }
}
