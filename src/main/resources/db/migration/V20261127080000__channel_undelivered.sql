-- What did not arrive is counted for the metrics, among all that ever left.
create index channel_outbound_undelivered on channel_outbound (state) where state in ('held', 'failed', 'bounced');
