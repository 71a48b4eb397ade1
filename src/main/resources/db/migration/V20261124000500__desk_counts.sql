-- The projection behind the counts of views: what each ticket was counted as, and the sums per cell. 0 stands for "none".
create table desk_ticket (
  ticket_id   bigint   primary key,
  version     bigint   not null,
  views       integer  not null,
  team_id     bigint   not null,
  brand_id    bigint   not null,
  assignee_id bigint   not null
) with (fillfactor = 80);

create table desk_count (
  view        smallint not null,
  team_id     bigint   not null,
  brand_id    bigint   not null,
  assignee_id bigint   not null,
  tickets     bigint   not null,
  primary key (view, team_id, brand_id, assignee_id)
) with (fillfactor = 50);

create unlogged table desk_presence (
  ticket_id bigint      not null,
  agent_id  bigint      not null,
  state     text        not null check (state in ('viewing', 'typing')),
  until     timestamptz not null,
  primary key (ticket_id, agent_id)
);

select platform_classify('desk_ticket', plain => 'ticket_id version views team_id brand_id assignee_id');
select platform_classify('desk_count', plain => 'view team_id brand_id assignee_id tickets');
select platform_classify('desk_presence', plain => 'ticket_id agent_id state until');
