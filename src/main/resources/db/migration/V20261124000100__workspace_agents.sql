-- Agents and contacts draw from one sequence, so that an author is one number.
create sequence workspace_person_seq;

create table workspace_base (
  id   bigint generated always as identity primary key,
  name text not null
);

create table workspace_brand (
  id      bigint generated always as identity primary key,
  key     text   not null unique,
  name    text   not null,
  base_id bigint not null references workspace_base,
  kind    text   not null check (kind in ('public', 'internal', 'practice')),
  hosts   text[] not null default '{}',
  locale  text   not null,
  zone    text   not null,
  version bigint not null
);

create table workspace_team (
  id         bigint generated always as identity primary key,
  name       text        not null,
  name_folded text       not null collate "C",
  active     boolean     not null default true,
  created_at timestamptz not null,
  version    bigint      not null
);
create unique index workspace_team_name on workspace_team (name_folded) where active;

create table workspace_agent (
  id                bigint      primary key default nextval('workspace_person_seq'),
  name              text        not null,
  email             text        not null,
  email_folded      text        not null collate "C" unique,
  password_hash     text,
  role              text        not null check (role in ('administrator', 'manager', 'agent', 'collaborator')),
  active            boolean     not null default true,
  scope_all         boolean     not null default true,
  scope_teams       bigint[]    not null default '{}',
  scope_brands      bigint[]    not null default '{}',
  scope_own         boolean     not null default false,
  locale            text,
  undo_send_seconds integer     not null default 10,
  after_send        text        not null default 'stay' check (after_send in ('stay', 'next', 'list')),
  failed_sign_ins   integer     not null default 0,
  locked_until      timestamptz,
  last_seen_at      timestamptz,
  created_at        timestamptz not null,
  version           bigint      not null
);

create table workspace_team_member (
  team_id  bigint not null references workspace_team,
  agent_id bigint not null references workspace_agent,
  primary key (team_id, agent_id)
);
create index workspace_team_member_agent on workspace_team_member (agent_id);

create table workspace_session (
  id           bigint generated always as identity primary key,
  token_hash   bytea       not null unique,
  agent_id     bigint      not null references workspace_agent,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  ended_at     timestamptz,
  address      text,
  user_agent   text
);
create index workspace_session_agent on workspace_session (agent_id, id) where ended_at is null;

create table workspace_token (
  id           bigint generated always as identity primary key,
  name         text        not null,
  token_hash   bytea       not null unique,
  agent_id     bigint      not null references workspace_agent,
  scopes       text[]      not null,
  expires_at   timestamptz,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  ended_at     timestamptz,
  version      bigint      not null default 1
);

select platform_classify('workspace_base', plain => 'id name');
select platform_classify('workspace_brand', plain => 'id key name base_id kind hosts locale zone version');
select platform_classify('workspace_team', plain => 'id name name_folded active created_at version');
select platform_classify('workspace_agent', plain => 'id role active scope_all scope_teams scope_brands scope_own locale undo_send_seconds after_send failed_sign_ins locked_until last_seen_at created_at version', personal => 'name email email_folded', secret => 'password_hash');
select platform_classify('workspace_team_member', plain => 'team_id agent_id');
select platform_classify('workspace_session', plain => 'id agent_id created_at last_used_at ended_at', personal => 'address user_agent', secret => 'token_hash');
select platform_classify('workspace_token', plain => 'id name agent_id scopes expires_at created_at last_used_at ended_at version', secret => 'token_hash');
