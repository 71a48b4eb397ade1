-- A ticket counts as updated by what people do: not by what the program sends by itself, nor by a message that arrived as it should.
update ticket set updated_at = touched.at
from (
  select distinct on (ticket_id) ticket_id, at from platform_journal fact
  where subject_kind = 'ticket'
    and not (type = 'ticket.delivery-changed' and data ->> 'after' = 'sent')
    and not (type = 'ticket.message-added' and data ->> 'authorKind' = 'SYSTEM')
    and not (type = 'ticket.message-released' and exists (
      select from ticket_message message where message.id = (fact.data ->> 'messageId')::bigint and message.author_kind = 'system'))
  order by ticket_id, seq desc) touched
where ticket.id = touched.ticket_id and ticket.updated_at <> touched.at;
