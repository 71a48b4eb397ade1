package app.rapport.ticket;

import app.rapport.platform.Conflict;
import app.rapport.platform.Invalid;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.Subject;
import app.rapport.ticket.TicketFact.StatusChanged;
import app.rapport.ticket.TicketFact.Woken;
import app.rapport.workspace.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One matter of one customer, and the pure decisions about it.
///
/// @param origin how it came: brand, contact, channel; never changes
/// @param version counts up with every command
public record Ticket(long id, long version, Origin origin, Properties properties, Times times, Activity activity) {

    /// @param handleId the handle the contact came by; @param followUpOf the closed ticket that it continues
    public record Origin(long brandId, long contactId, @Nullable Long handleId, String channel, @Nullable Long followUpOf) {}

    /// What people and rules change.
    public record Properties(
            String subject, Status status, Priority priority, @Nullable Long teamId, @Nullable Long assigneeId, List<String> tags,
            @Nullable Instant snoozedUntil) {

        Properties withStatus(Status next) {
            return new Properties(subject, next, priority, teamId, assigneeId, tags, snoozedUntil);
        }

        Properties withSnoozedUntil(@Nullable Instant until) {
            return new Properties(subject, status, priority, teamId, assigneeId, tags, until);
        }
    }

    /// @param updatedAt not by what the program sends by itself, nor by what arrived as it should
    public record Times(Instant openedAt, Instant updatedAt, @Nullable Instant solvedAt, @Nullable Instant closedAt) {}

    /// @param preview the beginning of the newest message that somebody wrote
    public record Activity(int messages, @Nullable Instant lastMessageAt, @Nullable String preview) {
        public static final Activity NONE = new Activity(0, null, null);
    }

    public Place place() {
        return new Place(properties.teamId, origin.brandId, properties.assigneeId);
    }

    public Subject asSubject() {
        return new Subject("ticket", id);
    }

    public About about() {
        return new About(id, origin.contactId, origin.brandId);
    }

    /// Time of a change of this ticket: never before its last update. What is no update may be later.
    Instant notBefore(Instant at) {
        return at.isBefore(times.updatedAt) ? times.updatedAt : at;
    }

    static Ticket open(long id, Origin origin, Properties properties, Instant at) {
        return new Ticket(id, 1, origin, properties, new Times(at, at, null, null), Activity.NONE);
    }

    TicketFact.Opened opened() {
        return new TicketFact.Opened(origin.brandId, origin.contactId, origin.handleId, origin.channel, properties.status, properties.priority,
                properties.teamId, properties.assigneeId, properties.tags, origin.followUpOf, properties.subject);
    }

    /// @throws Conflict `ticket-closed`; @throws Invalid `never-new-again`
    Change edit(TicketEdit edit, Instant at) {
        if (properties.status == Status.CLOSED) throw closed();
        var before = properties;
        var after = edit.applyTo(before);
        if (after.status() == Status.NEW && before.status != Status.NEW) throw new Invalid("status", "never-new-again", "A ticket that was worked on is never new again.");
        var facts = new ArrayList<TicketFact>();
        if (!after.subject.equals(before.subject)) facts.add(new TicketFact.SubjectChanged(before.subject, after.subject));
        if (after.status != before.status) facts.add(new StatusChanged(before.status, after.status, StatusChanged.Why.EDITED));
        if (after.priority != before.priority) facts.add(new TicketFact.PriorityChanged(before.priority, after.priority));
        if (!Objects.equals(after.teamId, before.teamId)) facts.add(new TicketFact.TeamChanged(before.teamId, after.teamId));
        if (!Objects.equals(after.assigneeId, before.assigneeId)) facts.add(new TicketFact.Assigned(before.assigneeId, after.assigneeId));
        if (!after.tags.equals(before.tags)) facts.add(new TicketFact.TagsChanged(before.tags, after.tags));
        return change(facts, properties -> after, at);
    }

    /// Hides the ticket until `until`, or until its customer writes.
    ///
    /// @throws Conflict `ticket-closed`; @throws Invalid `not-in-the-future`
    Change snooze(Instant until, Instant at) {
        if (properties.status.isDone()) throw new Conflict(properties.status == Status.CLOSED ? "ticket-closed" : "ticket-solved", "Only a ticket that is not done can be snoozed.");
        if (!until.isAfter(at)) throw new Invalid("until", "not-in-the-future", "It must lie in the future.");
        if (until.equals(properties.snoozedUntil)) return Change.none(this);
        return change(List.of(new TicketFact.Snoozed(properties.snoozedUntil, until)), now -> now.withSnoozedUntil(until), at);
    }

    /// Brings the ticket back; one that is awake stays as it is, so that a timer may come late or twice.
    Change wake(Woken.Why why, Instant at) {
        var until = properties.snoozedUntil;
        if (until == null || why == Woken.Why.TIME && until.isAfter(at)) return Change.none(this);
        return change(List.of(new Woken(until, why)), now -> now.withSnoozedUntil(null), at);
    }

    /// A message came in. From a person it wakes and reopens the ticket; an automatic one leaves its state alone.
    Change received(TicketFact.MessageAdded added, String preview, Instant at) {
        if (properties.status == Status.CLOSED) throw closed();
        var change = added.automatic() == null ? reopened(added, Woken.Why.CUSTOMER_WROTE, StatusChanged.Why.CUSTOMER_WROTE, at) : noted(added, at);
        return change.withMessage(preview, at);
    }

    private Change reopened(TicketFact because, Woken.Why woken, StatusChanged.Why why, Instant at) {
        var facts = new ArrayList<TicketFact>(List.of(because));
        if (properties.snoozedUntil != null) facts.add(new Woken(properties.snoozedUntil, woken));
        var status = properties.status == Status.NEW ? Status.NEW : Status.OPEN;
        if (status != properties.status) facts.add(new StatusChanged(properties.status, status, why));
        return change(facts, now -> now.withSnoozedUntil(null).withStatus(status), at);
    }

    /// An agent or the program added a message that is not released yet, or an internal note.
    Change added(TicketFact.MessageAdded added, String preview, Instant at) {
        if (properties.status == Status.CLOSED) throw closed();
        return change(List.of(added), now -> now, at).withMessage(preview, at);
    }

    /// A reply leaves now: what its author wanted takes effect. Without a wish, a new ticket becomes open.
    Change released(long messageId, @Nullable Status wanted, Instant at) {
        var facts = new ArrayList<TicketFact>(List.of(new TicketFact.MessageReleased(messageId)));
        var otherwise = properties.status == Status.NEW ? Status.OPEN : properties.status;
        var status = wanted == null || properties.status == Status.CLOSED ? otherwise : wanted;
        if (status != properties.status) facts.add(new StatusChanged(properties.status, status, StatusChanged.Why.REPLIED));
        return change(facts, now -> now.withStatus(status), at);
    }

    /// The program says something by itself: nobody's work has moved on.
    Change automatic(TicketFact.MessageAdded added, Instant at) {
        return quiet(List.of(added, new TicketFact.MessageReleased(added.messageId())), 1, at);
    }

    /// A machine reports on what was sent: what that means for the ticket, its [#delivery] says.
    Change reported(TicketFact.MessageAdded added, Instant at) {
        return quiet(List.of(added), 1, at);
    }

    /// @param missed an agent's answer does not reach its customer: who counted on it has to know, and a ticket that waits for him waits for nothing
    Change delivery(TicketFact.DeliveryChanged change, boolean missed, Instant at) {
        if (missed && properties.status != Status.CLOSED) return reopened(change, Woken.Why.UNDELIVERED, StatusChanged.Why.UNDELIVERED, at);
        return change.isArrival() ? quiet(List.of(change), 0, at) : noted(change, at);
    }

    /// Facts that change nothing of the ticket itself.
    Change noted(TicketFact fact, Instant at) {
        return change(List.of(fact), now -> now, at);
    }

    /// No update.
    private Change quiet(List<TicketFact> facts, int messages, Instant at) {
        var counted = new Activity(activity.messages + messages, activity.lastMessageAt, activity.preview);
        return new Change(new Ticket(id, version + 1, origin, properties, times, counted), facts, notBefore(at));
    }

    private Change change(List<? extends TicketFact> facts, UnaryOperator<Properties> edit, Instant at) {
        if (facts.isEmpty()) return Change.none(this);
        var when = notBefore(at);
        var after = awakeIfDone(edit.apply(properties));
        var times = new Times(this.times.openedAt, when, after.status.isDone() ? Objects.requireNonNullElse(this.times.solvedAt, when) : null,
                after.status == Status.CLOSED ? Objects.requireNonNullElse(this.times.closedAt, when) : null);
        var all = new ArrayList<TicketFact>(facts);
        if (after.snoozedUntil == null && properties.snoozedUntil != null && all.stream().noneMatch(Woken.class::isInstance)) all.add(new Woken(properties.snoozedUntil, Woken.Why.AGENT));
        return new Change(new Ticket(id, version + 1, origin, after, times, activity), all, when);
    }

    /// What is done has nothing to come back for.
    private static Properties awakeIfDone(Properties properties) {
        return properties.status.isDone() ? properties.withSnoozedUntil(null) : properties;
    }

    Ticket withProperties(Properties next) {
        return new Ticket(id, version, origin, next, times, activity);
    }

    Ticket withActivity(Activity next) {
        return new Ticket(id, version, origin, properties, times, next);
    }

    private static Conflict closed() {
        return new Conflict("ticket-closed", "A closed ticket stays as it is; a follow-up continues it.");
    }
}
