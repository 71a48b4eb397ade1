-- What opens nothing any more may be issued anew: the administrator's token in the environment goes back to a former value.
alter table workspace_token drop constraint workspace_token_token_hash_key;
create unique index workspace_token_in_force on workspace_token (token_hash) where ended_at is null;
