create table channel_account (
  id             bigint generated always as identity primary key,
  kind           text        not null,
  brand_id       bigint      not null references workspace_brand,
  team_id        bigint      references workspace_team,
  name           text        not null,
  address        text        not null,
  address_folded text        not null collate "C",
  active         boolean     not null default true,
  problem        text,
  created_at     timestamptz not null,
  version        bigint      not null
);
create unique index channel_account_address on channel_account (kind, address_folded) where active;

-- What leaves: one row per message and recipient, written before anything is sent.
create table channel_outbound (
  id           bigint generated always as identity primary key,
  message_id   bigint      references ticket_message,
  ticket_id    bigint,
  account_id   bigint      not null references channel_account,
  purpose      text        not null check (purpose in ('service', 'security', 'survey', 'marketing', 'internal')),
  role         text        not null check (role in ('to', 'cc', 'bcc')),
  address      text        not null,
  name         text        not null default '',
  handle_id    bigint,
  state        text        not null check (state in ('held', 'queued', 'sending', 'sent', 'retrying', 'bounced', 'failed', 'withdrawn')),
  send_at      timestamptz not null,
  expires_at   timestamptz not null,
  attempts     integer     not null default 0,
  owner        uuid,
  leased_until timestamptz,
  external_id  text        collate "C",
  reason       text,
  created_at   timestamptz not null,
  finished_at  timestamptz
) with (fillfactor = 80);
create index channel_outbound_message on channel_outbound (message_id) where message_id is not null;
create index channel_outbound_due on channel_outbound (send_at) where state in ('queued', 'retrying');
create index channel_outbound_sending on channel_outbound (leased_until) where state = 'sending';
create index channel_outbound_address on channel_outbound (address, created_at);

select platform_classify('channel_account', plain => 'id kind brand_id team_id name address address_folded active problem created_at version');
select platform_classify('channel_outbound', plain => 'id message_id ticket_id account_id purpose role handle_id state send_at expires_at attempts owner leased_until external_id reason created_at finished_at', personal => 'address name');
