/** One server-sent event; `id` is "<incarnation>:<position>" and missing on presence. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** Parses text/event-stream as it arrives in pieces of any size (WHATWG HTML 9.2.6). */
export class EventParser {
  private rest = '';
  private event = '';
  private id: string | null = null;
  private lines: string[] = [];

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.rest += text;
    // A lone CR at the very end may be the first half of CR LF: it waits for the next piece.
    const complete = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    const lines = complete.split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + (this.rest.endsWith('\r') ? '\r' : '');
    for (const line of lines) {
      const event = this.line(line);
      if (event) events.push(event);
    }
    return events;
  }

  private line(line: string): ServerEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'data') this.lines.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return null;
  }

  private dispatch(): ServerEvent | null {
    const event = this.lines.length ? { event: this.event || 'message', data: this.lines.join('\n'), id: this.id } : null;
    this.event = '';
    this.id = null;
    this.lines = [];
    return event;
  }
}
