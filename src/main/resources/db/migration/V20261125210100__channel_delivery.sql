-- What the program sends by itself is counted apart, so that loops and storms end.
alter table channel_outbound add column automatic boolean not null default false;
drop index channel_outbound_address;
create index channel_outbound_automatic on channel_outbound (lower(address), created_at) where automatic;

-- The row knows its result and the ticket does not yet.
alter table channel_outbound add column unrecorded boolean not null default false;
create index channel_outbound_unrecorded on channel_outbound (id) where unrecorded;

select platform_classify('channel_outbound', plain => 'automatic unrecorded');
