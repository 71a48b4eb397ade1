-- A contact's address is his first handle: found in order, without sorting for each row of a list.
drop index customer_handle_contact;
create index customer_handle_contact on customer_handle (contact_id, id);
