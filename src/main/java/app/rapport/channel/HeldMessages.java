package app.rapport.channel;

import app.rapport.platform.NotFound;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.journal.Actor;
import app.rapport.workspace.Access;
import app.rapport.workspace.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was put aside: to be looked at, recovered, or dismissed.
@Component
public class HeldMessages {

    private final Intake intake;
    private final IntakeStep step;
    private final Access access;

    HeldMessages(Intake intake, IntakeStep step, Access access) {
        this.intake = intake;
        this.step = step;
        this.access = access;
    }

    /// Newest first.
    public List<Intake.HeldItem> list(@Nullable Long before, int limit, Actor by) {
        access.require(by, Permission.HELD_MAIL_MANAGE);
        return intake.held(before, limit);
    }

    /// Makes it a message on a ticket after all; the answer is the ticket's id.
    ///
    /// @throws app.rapport.platform.Conflict `not-held`, `no-sender`, `duplicate`
    public long recover(long id, Actor by) {
        access.require(by, Permission.HELD_MAIL_MANAGE);
        return step.recover(get(id, by));
    }

    /// Leaves the list; stays stored as long as raw mail is kept.
    public void dismiss(long id, Actor by) {
        get(id, by);
        intake.dismiss(id);
    }

    /// As it came.
    public Intake.Open get(long id, Actor by) {
        access.require(by, Permission.HELD_MAIL_MANAGE);
        return intake.find(id).orElseThrow(NotFound::new);
    }
}
