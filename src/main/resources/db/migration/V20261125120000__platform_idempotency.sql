-- What was answered is kept by its id and read anew: only successes are kept, and an operation has one status for them.
drop table platform_idempotency;

create table platform_idempotency (
  principal text        not null,
  key       text        not null,
  request   text        not null,
  answer_id bigint,
  at        timestamptz not null,
  primary key (principal, key)
);
create index platform_idempotency_age on platform_idempotency (at);

select platform_classify('platform_idempotency', plain => 'principal key request answer_id at');
