-- What a column may hold, kept as its comment: the list that erasure and export work from (a test finds unclassified ones).
create function platform_classify(relation text, plain text default '', personal text default '', secret text default '') returns void
language plpgsql as $$
declare
  class text;
  names text;
  name text;
begin
  for class, names in values ('none', plain), ('personal', personal), ('secret', secret) loop
    foreach name in array regexp_split_to_array(trim(names), '\s+') loop
      if name <> '' then
        execute format('comment on column %I.%I is %L', relation, name, class);
      end if;
    end loop;
  end loop;
end $$;

-- The journal: all facts, in the order of their positions. A position is given after the commit (see docs/adr/0001).
create sequence platform_journal_seq cache 1;

create table platform_journal (
  seq             bigint primary key,
  position        bigint,
  command         bigint      not null,
  at              timestamptz not null,
  recorded_at     timestamptz not null,
  type            text        not null,
  version         smallint    not null,
  subject_kind    text        not null,
  subject_id      bigint      not null,
  subject_version bigint      not null,
  ticket_id       bigint,
  contact_id      bigint,
  brand_id        bigint,
  actor_kind      text        not null,
  actor_id        bigint      not null,
  via             text,
  caused_by       bigint,
  root            bigint      not null,
  depth           smallint    not null,
  origin          text        not null check (origin in ('live', 'import', 'practice')),
  data            jsonb       not null
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

create unique index platform_journal_position on platform_journal (position) where position is not null;
create index platform_journal_unnumbered on platform_journal (command, seq) where position is null;
create index platform_journal_ticket on platform_journal (ticket_id, seq) where ticket_id is not null;
create index platform_journal_contact on platform_journal (contact_id, seq) where contact_id is not null and ticket_id is null;
create index platform_journal_audit on platform_journal (seq) where ticket_id is null and contact_id is null;

create table platform_journal_text (
  seq        bigint primary key,
  contact_id bigint,
  data       jsonb not null
);
create index platform_journal_text_contact on platform_journal_text (contact_id) where contact_id is not null;

create table platform_journal_head (
  id                boolean primary key default true check (id),
  incarnation       integer not null,
  position          bigint  not null,
  cluster           text    not null
);
-- "cluster" is system identifier and timeline: when it differs at start, the database was restored or promoted.
insert into platform_journal_head (incarnation, position, cluster) values (1, 0, '');

create table platform_reader (
  name         text        primary key,
  position     bigint      not null,
  activated_at bigint      not null,
  holder       uuid,
  leased_until timestamptz,
  updated_at   timestamptz not null
);

create table platform_dead_letter (
  id          bigint generated always as identity primary key,
  reader      text        not null,
  command     bigint      not null,
  subjects    text[]      not null,
  attempts    integer     not null,
  error       text        not null,
  at          timestamptz not null,
  replayed_at timestamptz,
  unique (reader, command)
);
create index platform_dead_letter_open on platform_dead_letter (reader, command) where replayed_at is null;

-- What arrived, raw, before anybody looked at it; its own queue.
create table platform_intake (
  id            bigint generated always as identity primary key,
  kind          text        not null,
  account_id    bigint      not null,
  key           bytea       not null unique,
  origin_key    bigint      not null,
  envelope      jsonb       not null,
  raw           bytea,
  file          bytea,
  size          bigint      not null,
  state         text        not null default 'open' check (state in ('open', 'done', 'held', 'recovered', 'dismissed')),
  owner         uuid,
  claimed_until timestamptz,
  attempts      integer     not null default 0,
  received_at   timestamptz not null,
  finished_at   timestamptz,
  outcome       text,
  reason        text,
  detail        text,
  sender        text,
  recipient     text,
  subject       text,
  ticket_id     bigint,
  message_id    bigint
);
alter table platform_intake alter column raw set storage external;
create index platform_intake_open on platform_intake (id) where state = 'open';
create index platform_intake_claimed on platform_intake (origin_key) where state = 'open' and owner is not null;
create index platform_intake_held on platform_intake (id) where state = 'held';
create index platform_intake_age on platform_intake (received_at) where raw is not null or file is not null;

create table platform_configuration (
  kind        text        not null,
  key         text        not null,
  version     bigint      not null,
  body        jsonb       not null,
  state       text        not null check (state in ('draft', 'published', 'withdrawn')),
  actor_kind  text        not null,
  actor_id    bigint      not null,
  at          timestamptz not null,
  primary key (kind, key, version)
);

create table platform_secret (
  kind       text        not null,
  key        text        not null,
  ciphertext bytea       not null,
  at         timestamptz not null,
  primary key (kind, key)
);

create table platform_idempotency (
  principal    text        not null,
  key          text        not null,
  request_hash bytea       not null,
  status       integer     not null,
  location     text        not null,
  at           timestamptz not null,
  primary key (principal, key)
);
create index platform_idempotency_age on platform_idempotency (at);

create table platform_file (
  hash       bytea       primary key,
  size       bigint      not null,
  state      text        not null default 'here' check (state in ('here', 'gone')),
  created_at timestamptz not null,
  used_at    timestamptz not null
);

-- db-scheduler's table, under our prefix.
create table platform_job (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index platform_job_execution_time on platform_job (execution_time);
create index platform_job_last_heartbeat on platform_job (last_heartbeat);

select platform_classify('platform_journal', plain => 'seq position command at recorded_at type version subject_kind subject_id subject_version ticket_id contact_id brand_id actor_kind actor_id via caused_by root depth origin data');
select platform_classify('platform_journal_text', plain => 'seq contact_id', personal => 'data');
select platform_classify('platform_journal_head', plain => 'id incarnation position cluster');
select platform_classify('platform_reader', plain => 'name position activated_at holder leased_until updated_at');
select platform_classify('platform_dead_letter', plain => 'id reader command subjects attempts error at replayed_at');
select platform_classify('platform_intake', plain => 'id kind account_id key origin_key file size state owner claimed_until attempts received_at finished_at outcome reason detail ticket_id message_id', personal => 'envelope raw sender recipient subject');
select platform_classify('platform_configuration', plain => 'kind key version body state actor_kind actor_id at');
select platform_classify('platform_secret', plain => 'kind key at', secret => 'ciphertext');
select platform_classify('platform_idempotency', plain => 'principal key request_hash status location at');
select platform_classify('platform_file', plain => 'hash size state created_at used_at');
select platform_classify('platform_job', plain => 'task_name task_instance task_data execution_time picked picked_by last_success last_failure consecutive_failures last_heartbeat version priority');
