create table customer_contact (
  id         bigint      primary key default nextval('workspace_person_seq'),
  base_id    bigint      not null references workspace_base,
  person_id  bigint      not null,
  name       text        not null,
  locale     text,
  zone       text,
  created_at timestamptz not null,
  version    bigint      not null
);

create table customer_handle (
  id          bigint generated always as identity primary key,
  contact_id  bigint      not null references customer_contact deferrable initially deferred,
  base_id     bigint      not null references workspace_base,
  kind        text        not null check (kind in ('email', 'phone', 'external', 'visitor')),
  scope       text        not null default '',
  value       text        not null collate "C",
  display     text        not null,
  verified_at timestamptz,
  state       text        not null default 'ok' check (state in ('ok', 'bouncing', 'blocked')),
  created_at  timestamptz not null,
  until       timestamptz
);
create unique index customer_handle_value on customer_handle (base_id, kind, scope, value) where until is null;
create index customer_handle_contact on customer_handle (contact_id);

create view customer_v_contacts as
  select c.id as contact_id, c.person_id, c.base_id, c.name,
         (select h.display from customer_handle h where h.contact_id = c.id and h.kind = 'email' and h.until is null order by h.id limit 1) as address
  from customer_contact c;

select platform_classify('customer_contact', plain => 'id base_id person_id locale zone created_at version', personal => 'name');
select platform_classify('customer_handle', plain => 'id contact_id base_id kind scope verified_at state created_at until', personal => 'value display');
