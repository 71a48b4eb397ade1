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
    if (last)
      for (const entry of this.log)
        if (entry.position > Number(String(last).split(':')[1]) && stream.topics.has(entry.data.topic ?? 'views'))
          this.write(stream, entry.event, entry.data, entry.position);
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

  /** One change of a ticket, told to everyone whose topics it concerns. */
  changed(before, ticket, patch, by, messages = false) {
    const position = ++this.state.position;
    for (const stream of this.open.values()) {
      for (const topic of [`ticket:${ticket.id}`, ...viewKeys.map((view) => `view:${view}`)]) {
        if (!stream.topics.has(topic)) continue;
        const view = topic.startsWith('view:') ? topic.slice(5) : null;
        const was = !view || (before && inView(view, before, stream.me));
        const is = !view || inView(view, ticket, stream.me);
        const base = { topic, type: 'ticket', id: ticket.id };
        if (was && is) this.tell(stream, 'change', { ...base, version: ticket.version, patch, messages, by }, position);
        else if (is) this.tell(stream, 'entered', { ...base, version: ticket.version }, position);
        else if (was) this.tell(stream, 'gone', base, position);
      }
      if (stream.topics.has('views')) this.write(stream, 'counts', { counts: counts(this.state, stream.me) });
    }
  }

  presence(ticketId, others) {
    for (const stream of this.open.values()) if (stream.topics.has(`ticket:${ticketId}`)) this.write(stream, 'presence', { ticketId, others });
  }

  tell(stream, event, data, position) {
    this.log = [...this.log, { event, data, position }].slice(-1000);
    this.write(stream, event, data, position);
  }

  write({ response }, event, data, position) {
    response.write(`event: ${event}\n${position ? `id: 1:${position}\n` : ''}data: ${JSON.stringify(data)}\n\n`);
  }
}
