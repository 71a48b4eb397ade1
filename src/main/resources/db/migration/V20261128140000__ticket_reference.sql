-- Ids of mails that a message names as before it and that may come after it.
create table ticket_message_reference (
  message_id  bigint not null references ticket_message,
  external_id text   not null collate "C",
  primary key (message_id, external_id)
);
create index ticket_message_reference_external on ticket_message_reference (external_id, message_id);

select platform_classify('ticket_message_reference', plain => 'message_id external_id');
