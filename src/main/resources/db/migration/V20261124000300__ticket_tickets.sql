create sequence ticket_seq start 1001;

create table ticket (
  id              bigint      primary key default nextval('ticket_seq'),
  version         bigint      not null,
  brand_id        bigint      not null references workspace_brand,
  subject         text        not null,
  subject_folded  text        not null collate "C",
  status          text        not null check (status in ('new', 'open', 'pending', 'on-hold', 'solved', 'closed')),
  priority        smallint    not null default 2 check (priority between 1 and 4),
  team_id         bigint      references workspace_team,
  assignee_id     bigint      references workspace_agent,
  contact_id      bigint      not null references customer_contact,
  handle_id       bigint      references customer_handle,
  channel         text        not null,
  tags            text[]      not null default '{}',
  custom          jsonb       not null default '{}',
  snoozed_until   timestamptz,
  follow_up_of    bigint      references ticket,
  merged_into     bigint      references ticket,
  origin          text        not null default 'live',
  opened_at       timestamptz not null,
  updated_at      timestamptz not null,
  solved_at       timestamptz,
  closed_at       timestamptz,
  recorded_at     timestamptz not null,
  message_count   integer     not null default 0,
  last_message_at timestamptz,
  preview         text
) with (fillfactor = 80);

create index ticket_contact on ticket (contact_id, id);
create index ticket_team on ticket (team_id, id);
create index ticket_assignee on ticket (assignee_id, id) where assignee_id is not null;
create index ticket_awake on ticket (id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_team_awake on ticket (team_id, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_assignee_awake on ticket (assignee_id, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_updated on ticket (updated_at, id);
create index ticket_priority on ticket (priority, id);
create index ticket_status on ticket (status, id);
create index ticket_tags on ticket using gin (tags) where tags <> '{}';
create index ticket_snoozed on ticket (snoozed_until) where snoozed_until is not null;

create table ticket_thread (
  id              bigint generated always as identity primary key,
  ticket_id       bigint not null references ticket,
  kind            text   not null check (kind in ('main', 'side', 'chat', 'call')),
  channel         text   not null,
  account_id      bigint,
  handle_id       bigint references customer_handle,
  external_thread text,
  assurance       text   not null default 'none' check (assurance in ('none', 'claimed', 'verified'))
);
create index ticket_thread_ticket on ticket_thread (ticket_id);

create table ticket_message (
  id                bigint generated always as identity primary key,
  ticket_id         bigint      not null references ticket,
  thread_id         bigint      not null references ticket_thread,
  direction         text        not null check (direction in ('in', 'out')),
  visibility        text        not null check (visibility in ('public', 'internal')),
  medium            text        not null,
  automatic         text        check (automatic in ('auto-reply', 'out-of-office', 'bounce', 'complaint', 'list', 'acknowledgement')),
  author_kind       text        not null,
  author_id         bigint      not null,
  author_name       text,
  author_address    text,
  handle_id         bigint      references customer_handle,
  subject           text        not null,
  body_html         text        not null,
  body_text         text        not null,
  visible_text      text        not null,
  quoted_html       text        not null default '',
  appearance        text        not null default 'simple' check (appearance in ('plain', 'simple', 'designed')),
  remote_pictures   boolean     not null default false,
  external_id       text        collate "C",
  content_hash      bytea,
  client_message_id text        collate "C",
  threading         jsonb,
  send_at           timestamptz,
  released_at       timestamptz,
  withdrawn_at      timestamptz,
  wanted_status     text,
  at                timestamptz not null,
  received_at       timestamptz,
  recorded_at       timestamptz not null,
  version           bigint      not null default 1,
  unique (ticket_id, client_message_id)
);
create index ticket_message_ticket on ticket_message (ticket_id, id);
create index ticket_message_external on ticket_message (external_id) where external_id is not null;
create index ticket_message_unreleased on ticket_message (send_at) where send_at is not null and released_at is null and withdrawn_at is null;

create table ticket_message_recipient (
  message_id bigint   not null references ticket_message,
  position   smallint not null,
  role       text     not null check (role in ('to', 'cc', 'bcc')),
  address    text     not null,
  name       text     not null default '',
  contact_id bigint,
  primary key (message_id, position)
);

create table ticket_attachment (
  id           bigint generated always as identity primary key,
  message_id   bigint      references ticket_message,
  owner_id     bigint,
  file         bytea       not null references platform_file,
  name         text        not null,
  content_type text        not null,
  size         bigint      not null,
  inline       boolean     not null default false,
  content_id   text,
  created_at   timestamptz not null
);
create index ticket_attachment_message on ticket_attachment (message_id) where message_id is not null;
create index ticket_attachment_loose on ticket_attachment (created_at) where message_id is null;
create index ticket_attachment_file on ticket_attachment (file);

create table ticket_draft (
  ticket_id      bigint      not null references ticket,
  agent_id       bigint      not null references workspace_agent,
  kind           text        not null check (kind in ('reply', 'note')),
  body_html      text        not null,
  to_addresses   text[]      not null default '{}',
  cc_addresses   text[]      not null default '{}',
  attachment_ids bigint[]    not null default '{}',
  updated_at     timestamptz not null,
  primary key (ticket_id, agent_id, kind)
);

-- A mail that perhaps belongs to another ticket, shown as a proposal and never joined by itself.
create table ticket_proposal (
  ticket_id bigint   not null references ticket,
  other_id  bigint   not null references ticket,
  score     smallint not null,
  parts     jsonb    not null,
  primary key (ticket_id, other_id)
);

create table ticket_tag (
  name text primary key collate "C"
);

create view ticket_v_tickets as
  select id as ticket_id, version, brand_id, subject, subject_folded, status, priority, team_id, assignee_id, contact_id, channel, tags, snoozed_until,
         opened_at, updated_at, solved_at, closed_at, message_count, last_message_at, preview, follow_up_of, merged_into, origin
  from ticket;

create view ticket_v_messages as
  select id as message_id, ticket_id, direction, visibility, automatic, author_kind, author_id, author_name, author_address, subject, visible_text, at, withdrawn_at
  from ticket_message;

create view ticket_v_drafts as
  select ticket_id, agent_id, kind, updated_at from ticket_draft;

select platform_classify('ticket', plain => 'id version brand_id status priority team_id assignee_id contact_id handle_id channel tags custom snoozed_until follow_up_of merged_into origin opened_at updated_at solved_at closed_at recorded_at message_count last_message_at', personal => 'subject subject_folded preview');
select platform_classify('ticket_thread', plain => 'id ticket_id kind channel account_id handle_id external_thread assurance');
select platform_classify('ticket_message', plain => 'id ticket_id thread_id direction visibility medium automatic author_kind author_id handle_id appearance remote_pictures external_id content_hash client_message_id threading send_at released_at withdrawn_at wanted_status at received_at recorded_at version', personal => 'author_name author_address subject body_html body_text visible_text quoted_html');
select platform_classify('ticket_message_recipient', plain => 'message_id position role contact_id', personal => 'address name');
select platform_classify('ticket_attachment', plain => 'id message_id owner_id file content_type size inline content_id created_at', personal => 'name');
select platform_classify('ticket_draft', plain => 'ticket_id agent_id kind attachment_ids updated_at', personal => 'body_html to_addresses cc_addresses');
select platform_classify('ticket_proposal', plain => 'ticket_id other_id score parts');
select platform_classify('ticket_tag', plain => 'name');
