package app.rapport.platform.store;

import static app.rapport.platform.store.generated.Tables.PLATFORM_JOURNAL;
import static app.rapport.platform.store.generated.Tables.PLATFORM_JOURNAL_HEAD;
import static app.rapport.platform.store.generated.Tables.PLATFORM_JOURNAL_TEXT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import app.rapport.platform.database.Pipeline;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.journal.FactCatalog;
import app.rapport.platform.journal.JournalEntry;
import app.rapport.platform.journal.JournalEntry.About;
import app.rapport.platform.journal.JournalEntry.Cause;
import app.rapport.platform.journal.Origin;
import app.rapport.platform.journal.Subject;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// The journal's rows.
@Repository
public class JournalStore {

    /// @param nth which command of the transaction
    public record NewEntry(int nth, Subject subject, long version, About about, Instant at, Actor actor, @Nullable Cause cause, Origin origin, FactCatalog.Written fact) {}

    /// What numbering did: how many facts were given a position, and the highest position now.
    public record Numbered(int facts, long position) {}

    /// The first fact's own number becomes the command of all facts of it; in the order given.
    private static final String APPEND = """
            with fact as materialized (
              select nextval('platform_journal_seq') as seq, f.*
              from json_to_recordset({1}::json) as f(nth int, at timestamptz, type text, version smallint, subject_kind text, subject_id bigint, subject_version bigint,
                ticket_id bigint, contact_id bigint, brand_id bigint, actor_kind text, actor_id bigint, via text, caused_by bigint, root bigint, depth smallint,
                origin text, data jsonb, text jsonb)),
            personal as (
              insert into platform_journal_text (seq, contact_id, data) select seq, contact_id, text from fact where text is not null)
            insert into platform_journal (seq, command, at, recorded_at, type, version, subject_kind, subject_id, subject_version,
              ticket_id, contact_id, brand_id, actor_kind, actor_id, via, caused_by, root, depth, origin, data)
            select seq, command, at, {0}::timestamptz, type, version, subject_kind, subject_id, subject_version,
              ticket_id, contact_id, brand_id, actor_kind, actor_id, via, caused_by, coalesce(root, command), depth, origin, data
            from (select fact.*, min(seq) over (partition by nth) as command from fact) fact
            """;

    /// Whole commands only: all facts of a command are committed together, so all are seen together.
    private static final String NUMBER = """
            with bound as (select max(command) as command from (
                select command from platform_journal where position is null order by command, seq limit {0}) page),
            page as (select seq, row_number() over (order by command, seq) as n from platform_journal
                where position is null and command <= (select command from bound)),
            numbered as (update platform_journal entry set position = {1} + page.n from page where entry.seq = page.seq returning 1)
            update platform_journal_head set position = position + (select count(*) from numbered) returning position
            """;

    private final DSLContext db;
    private final FactCatalog catalog;
    private final JsonMapper json = JsonMapper.shared();

    public JournalStore(DSLContext db, FactCatalog catalog) {
        this.db = db;
        this.catalog = catalog;
    }

    /// All facts of a transaction, which is about to be committed, and with them what waits in the pipeline.
    public void append(List<NewEntry> entries, Instant now) {
        var lines = json.writeValueAsString(entries.stream().map(Line::of).toList());
        Pipeline.send(db.query(APPEND, val(now.toString()), val(lines)));
        Pipeline.flush();
    }

    /// A fact as [#APPEND] reads it.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Line(int nth, String at, String type, int version, String subjectKind, long subjectId, long subjectVersion,
            @Nullable Long ticketId, @Nullable Long contactId, @Nullable Long brandId, String actorKind, long actorId, @Nullable String via,
            @Nullable Long causedBy, @Nullable Long root, int depth, String origin, @JsonRawValue String data, @JsonRawValue @Nullable String text) {

        static Line of(NewEntry entry) {
            var cause = entry.cause();
            return new Line(entry.nth(), entry.at().toString(), entry.fact().type(), entry.fact().version(), entry.subject().kind(), entry.subject().id(), entry.version(),
                    entry.about().ticketId(), entry.about().contactId(), entry.about().brandId(), entry.actor().kind(), entry.actor().id(), entry.actor().via(),
                    cause == null ? null : cause.command(), cause == null ? null : cause.root(), cause == null ? 0 : cause.depth(), entry.origin().key(),
                    entry.fact().data(), entry.fact().text());
        }
    }

    public boolean hasUnnumbered() {
        return db.fetchExists(db.selectOne().from(PLATFORM_JOURNAL).where(PLATFORM_JOURNAL.POSITION.isNull()));
    }

    /// Gives positions to the facts that have none, some `limit` at a time. Call it in a transaction.
    public Numbered number(int limit) {
        // The head's lock must be a statement of its own: only a snapshot taken after it sees what the former holder numbered.
        var head = db.select(PLATFORM_JOURNAL_HEAD.POSITION).from(PLATFORM_JOURNAL_HEAD).forUpdate().fetchSingle().value1();
        var position = db.resultQuery(NUMBER, val(limit), val(head)).fetchSingle().get(0, Long.class);
        return new Numbered((int) (position - head), position);
    }

    public long position() {
        return db.select(PLATFORM_JOURNAL_HEAD.POSITION).from(PLATFORM_JOURNAL_HEAD).fetchSingle().value1();
    }

    public int incarnation() {
        return db.select(PLATFORM_JOURNAL_HEAD.INCARNATION).from(PLATFORM_JOURNAL_HEAD).fetchSingle().value1();
    }

    /// Notes which cluster and timeline we run on; the incarnation goes up when it is another than last time.
    public void recogniseCluster() {
        db.execute("""
                with here as (select (select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint()) as cluster)
                update platform_journal_head head set cluster = here.cluster,
                  incarnation = incarnation + case when head.cluster in ('', here.cluster) then 0 else 1 end
                from here where head.cluster <> here.cluster""");
    }

    /// Facts in whole commands.
    ///
    /// @param isAll none came after them when they were read
    public record Batch(List<JournalEntry> entries, boolean isAll) {}

    /// The facts after `position`: about `limit`, more when one command alone has more.
    public Batch after(long position, int limit) {
        var page = fetch(PLATFORM_JOURNAL.POSITION.gt(position), limit);
        if (page.size() < limit) return new Batch(page, true);
        var last = page.getLast().command();
        var whole = page.stream().filter(entry -> entry.command() != last).toList();
        return new Batch(whole.isEmpty() ? command(last) : whole, false);
    }

    public List<JournalEntry> command(long command) {
        return db.select(PLATFORM_JOURNAL.asterisk()).from(PLATFORM_JOURNAL)
                .where(PLATFORM_JOURNAL.SEQ.ge(command)).and(PLATFORM_JOURNAL.COMMAND.eq(command)).and(PLATFORM_JOURNAL.SEQ.lt(command + 20_000))
                .orderBy(PLATFORM_JOURNAL.SEQ).fetch(this::toEntry);
    }

    /// A ticket's facts, newest first, numbered or not, with their personal texts.
    public List<JournalEntry> ofTicket(long ticket, @Nullable Long beforeSeq, int limit) {
        return newestFirst(PLATFORM_JOURNAL.TICKET_ID.eq(ticket), beforeSeq, limit);
    }

    /// What administrators did: facts about neither tickets nor contacts, newest first.
    public List<JournalEntry> administrative(@Nullable Long beforeSeq, int limit) {
        return newestFirst(PLATFORM_JOURNAL.TICKET_ID.isNull().and(PLATFORM_JOURNAL.CONTACT_ID.isNull()), beforeSeq, limit);
    }

    private List<JournalEntry> newestFirst(Condition condition, @Nullable Long beforeSeq, int limit) {
        return db.select(PLATFORM_JOURNAL.asterisk(), PLATFORM_JOURNAL_TEXT.DATA.as("text"))
                .from(PLATFORM_JOURNAL).leftJoin(PLATFORM_JOURNAL_TEXT).on(PLATFORM_JOURNAL_TEXT.SEQ.eq(PLATFORM_JOURNAL.SEQ))
                .where(condition).and(beforeSeq == null ? noCondition() : PLATFORM_JOURNAL.SEQ.lt(beforeSeq))
                .orderBy(PLATFORM_JOURNAL.SEQ.desc())
                .limit(limit)
                .fetch(this::toEntry);
    }

    private List<JournalEntry> fetch(Condition condition, int limit) {
        return db.select(PLATFORM_JOURNAL.asterisk()).from(PLATFORM_JOURNAL)
                // Written out, so that a plan can be kept.
                .where(condition).orderBy(PLATFORM_JOURNAL.POSITION).limit(inline(limit)).fetch(this::toEntry);
    }

    /// The facts of all tickets in a range of ids, each ticket's in the order they happened.
    public Map<Long, List<JournalEntry>> ofTickets(long first, long last) {
        return db.select(PLATFORM_JOURNAL.asterisk()).from(PLATFORM_JOURNAL).where(PLATFORM_JOURNAL.TICKET_ID.between(first, last))
                .orderBy(PLATFORM_JOURNAL.TICKET_ID, PLATFORM_JOURNAL.SEQ).fetchGroups(PLATFORM_JOURNAL.TICKET_ID, this::toEntry);
    }

    /// The administrative facts about all subjects of a kind, each one's in the order they happened, without personal texts.
    public Map<Long, List<JournalEntry>> ofKind(String kind) {
        return db.select(PLATFORM_JOURNAL.asterisk()).from(PLATFORM_JOURNAL)
                .where(PLATFORM_JOURNAL.TICKET_ID.isNull()).and(PLATFORM_JOURNAL.CONTACT_ID.isNull()).and(PLATFORM_JOURNAL.SUBJECT_KIND.eq(kind))
                .orderBy(PLATFORM_JOURNAL.SEQ).fetchGroups(PLATFORM_JOURNAL.SUBJECT_ID, this::toEntry);
    }

    public Set<Long> ticketsChangedAfter(long position) {
        return db.selectDistinct(PLATFORM_JOURNAL.TICKET_ID).from(PLATFORM_JOURNAL)
                .where(PLATFORM_JOURNAL.POSITION.gt(position).or(PLATFORM_JOURNAL.POSITION.isNull())).and(PLATFORM_JOURNAL.TICKET_ID.isNotNull())
                .fetchSet(PLATFORM_JOURNAL.TICKET_ID);
    }

    /// How many facts have a position, and the highest one; both as of one moment.
    public Numbered numbered() {
        return db.select(count(PLATFORM_JOURNAL.POSITION), field(select(PLATFORM_JOURNAL_HEAD.POSITION).from(PLATFORM_JOURNAL_HEAD))).from(PLATFORM_JOURNAL)
                .fetchSingle(row -> new Numbered(row.value1(), row.value2()));
    }

    /// Commands whose facts do not follow each other.
    public List<Long> tornCommands(int limit) {
        var position = PLATFORM_JOURNAL.POSITION;
        return db.select(PLATFORM_JOURNAL.COMMAND).from(PLATFORM_JOURNAL).where(position.isNotNull()).groupBy(PLATFORM_JOURNAL.COMMAND)
                .having(max(position).minus(min(position)).plus(1L).ne(count().cast(Long.class))).limit(limit).fetch(PLATFORM_JOURNAL.COMMAND);
    }

    /// Subjects of which a later fact has a lower version than an earlier one.
    public List<String> disorderedSubjects(int limit) {
        return db.resultQuery("""
                select distinct subject_kind || ':' || subject_id from (
                  select subject_kind, subject_id, subject_version, lag(subject_version) over (partition by subject_kind, subject_id order by position) as former
                  from platform_journal where position is not null) entry
                where subject_version < former limit {0}""", val(limit)).fetch(0, String.class);
    }

    /// Since when the oldest fact after a position has been there; empty when there is none.
    public Optional<Instant> recordedAfter(long position) {
        return db.select(PLATFORM_JOURNAL.RECORDED_AT).from(PLATFORM_JOURNAL).where(PLATFORM_JOURNAL.POSITION.gt(position))
                .orderBy(PLATFORM_JOURNAL.POSITION).limit(1).fetchOptional(PLATFORM_JOURNAL.RECORDED_AT);
    }

    /// Since when the oldest fact without a position has been there; empty when all have one.
    public Optional<Instant> unnumberedSince() {
        return db.select(min(PLATFORM_JOURNAL.RECORDED_AT)).from(PLATFORM_JOURNAL).where(PLATFORM_JOURNAL.POSITION.isNull()).fetchOptional(0, Instant.class);
    }

    /// How many facts wait for their position.
    public int unnumbered() {
        return db.fetchCount(PLATFORM_JOURNAL, PLATFORM_JOURNAL.POSITION.isNull());
    }

    private JournalEntry toEntry(Record row) {
        var table = PLATFORM_JOURNAL;
        var text = row.field("text") == null ? null : row.get(field("text", JSONB.class));
        return new JournalEntry(
                row.get(table.SEQ),
                row.get(table.POSITION),
                row.get(table.COMMAND),
                row.get(table.AT),
                row.get(table.RECORDED_AT),
                row.get(table.TYPE),
                new Subject(row.get(table.SUBJECT_KIND), row.get(table.SUBJECT_ID)),
                row.get(table.SUBJECT_VERSION),
                new About(row.get(table.TICKET_ID), row.get(table.CONTACT_ID), row.get(table.BRAND_ID)),
                new Actor(row.get(table.ACTOR_KIND), row.get(table.ACTOR_ID), row.get(table.VIA)),
                new Cause(row.get(table.CAUSED_BY), row.get(table.ROOT), row.get(table.DEPTH)),
                Origin.of(row.get(table.ORIGIN)),
                catalog.read(row.get(table.TYPE), row.get(table.DATA).data(), text == null ? null : text.data()));
    }
}
