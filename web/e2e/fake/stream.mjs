import { counts, inView, viewKeys } from './views.mjs';

/** The live stream of the fake: topics per connection, positions, resume of the last thousand events. */
export class Streams {
  open = new Map();
  log = [];

  constructor(state) {
    this.state = state;
  }

  connect(request, response, topics, me) {
    const streamId = String(++this.state.nextId);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const stream = { response, topics: new Set(topics), me };
    this.open.set(streamId, stream);
    this.write(stream, 'ready', { streamId, position: this.state.position, incarnation: 1 });
    const last = request.headers['last-event-id'];
    const heard = last ? Number(String(last).split(':')[1]) : this.state.position;
    for (const entry of this.log) if (entry.position > heard) this.deliver(stream, entry);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), 15_000);
    request.on('close', () => {
      clearInterval(heartbeat);
      this.open.delete(streamId);
    });
  }

  setTopics(streamId, topics) {
    const stream = this.open.get(streamId);
    if (stream) stream.topics = new Set(topics);
    return Boolean(stream);
  }

  dropAll() {
    for (const { response } of this.open.values()) response.destroy();
  }

  /** One change of a ticket, told to everyone whose topics it concerns, now or when they come back. */
  changed(before, ticket, patch, by, messages = false) {
    const entry = { position: ++this.state.position, before, ticket, patch, by, messages };
    this.log = [...this.log, entry].slice(-1000);
    for (const stream of this.open.values()) this.deliver(stream, entry);
  }

  deliver(stream, { position, before, ticket, patch, by, messages }) {
    for (const topic of [`ticket:${ticket.id}`, ...viewKeys.map((view) => `view:${view}`)]) {
      if (!stream.topics.has(topic)) continue;
      const view = topic.startsWith('view:') ? topic.slice(5) : null;
      const was = !view || (before && inView(view, before, stream.me));
      const is = !view || inView(view, ticket, stream.me);
      const base = { topic, type: 'ticket', id: ticket.id };
      if (was && is) this.write(stream, 'change', { ...base, version: ticket.version, patch, messages, by }, position);
      else if (is) this.write(stream, 'entered', { ...base, version: ticket.version }, position);
      else if (was) this.write(stream, 'gone', base, position);
    }
    if (stream.topics.has('views')) this.write(stream, 'counts', { counts: counts(this.state, stream.me) });
  }

  presence(ticketId, others) {
    for (const stream of this.open.values()) if (stream.topics.has(`ticket:${ticketId}`)) this.write(stream, 'presence', { ticketId, others });
  }

  write({ response }, event, data, position) {
    response.write(`event: ${event}\n${position ? `id: 1:${position}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  }
}
