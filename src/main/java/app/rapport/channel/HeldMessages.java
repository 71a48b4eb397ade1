package app.rapport.channel;

import app.rapport.customer.Handle;
import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.NotFound;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.Commands;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.platform.time.Time;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was put aside: to be looked at, recovered, or dismissed. Whoever would see the ticket that it would open by itself sees it: that of
/// its mailbox's team and brand.
@Component
public class HeldMessages {

    private final Intake intake;
    private final PutAside putAside;
    private final ChannelAccounts accounts;
    private final Access access;
    private final Commands commands;
    private final Time time;

    HeldMessages(Intake intake, PutAside putAside, ChannelAccounts accounts, Access access, Commands commands, Time time) {
        this.intake = intake;
        this.putAside = putAside;
        this.accounts = accounts;
        this.access = access;
        this.commands = commands;
        this.time = time;
    }

    /// Newest first.
    public List<Intake.HeldItem> list(@Nullable Long before, int limit, Actor by) {
        access.require(by, Permission.HELD_MAIL_MANAGE);
        return intake.held(accounts.seenBy(access.viewer(by)), before, limit);
    }

    /// Makes it a message on a ticket after all; the answer is the ticket's id.
    ///
    /// @param from whom it is from, where it does not say so itself
    /// @throws Conflict `not-held`, `no-sender`, `duplicate`; @throws Invalid `not-an-address`
    public long recover(long id, @Nullable String from, Actor by) {
        var named = from == null ? null : Handle.validEmail("from", from);
        var open = find(id, by);
        if (intake.findHeld(id).isEmpty()) throw notHeld();
        var mail = putAside.readAnyway(open, named);
        return commands.run(by, command -> {
            lock(id);
            var done = putAside.receive(mail);
            intake.recovered(id, done);
            if (done.ticketId() == null) throw new Conflict("duplicate", "This very message is on a ticket already.");
            command.append(new Subject("held-mail", id), 1, About.NOTHING, time.now(), List.of(new ChannelFact.HeldMailRecovered(done.ticketId())));
            return done.ticketId();
        });
    }

    /// Leaves the list; stays stored as long as raw mail is kept.
    ///
    /// @throws Conflict `not-held`
    public void dismiss(long id, Actor by) {
        find(id, by);
        commands.run(by, command -> {
            lock(id);
            intake.dismiss(id);
            command.append(new Subject("held-mail", id), 1, About.NOTHING, time.now(), List.of(new ChannelFact.HeldMailDismissed()));
            return id;
        });
    }

    private void lock(long id) {
        if (!intake.lockHeld(id)) throw notHeld();
    }

    private static Conflict notHeld() {
        return new Conflict("not-held", "It has been recovered or dismissed already.");
    }

    private Intake.Open find(long id, Actor by) {
        return seen(intake.find(id), by);
    }

    /// As it came.
    ///
    /// @throws NotFound other mail is not to be seen here
    public Intake.Open get(long id, Actor by) {
        return seen(intake.findHeld(id), by);
    }

    private Intake.Open seen(Optional<Intake.Open> found, Actor by) {
        var open = found.orElseThrow(NotFound::new);
        access.require(by, Permission.HELD_MAIL_MANAGE, accounts.find(open.arrived().accountId()).orElseThrow(NotFound::new).place());
        return open;
    }
}
