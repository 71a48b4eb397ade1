-- One index for each part of a list that is read by itself: whose the tickets are, in the order asked for (desk.TicketLists).
create index ticket_unassigned on ticket (id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null and assignee_id is null;
create index ticket_team_unassigned on ticket (team_id, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null and assignee_id is null;
create index ticket_awake_updated on ticket (updated_at, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_team_updated on ticket (team_id, updated_at, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_assignee_updated on ticket (assignee_id, updated_at, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_awake_priority on ticket (priority, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_team_priority on ticket (team_id, priority, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
create index ticket_assignee_priority on ticket (assignee_id, priority, id) where status in ('new', 'open', 'pending', 'on-hold') and snoozed_until is null;
