-- How much a machine has written lately, and to find the machines that write without end.
create index ticket_message_machine on ticket_message (author_address, at) where automatic is not null and direction = 'in';
