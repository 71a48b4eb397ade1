import { describe, expect, test } from 'vitest';
import { EventParser } from './events';

const text = 'event: ready\ndata: {"streamId":1}\n\n: heartbeat\n\nid: 1:7\nevent: change\ndata: {"a":\ndata: 1}\n\ndata: plain\n\n';
const expected = [
  { event: 'ready', data: '{"streamId":1}', id: null },
  { event: 'change', data: '{"a":\n1}', id: '1:7' },
  { event: 'message', data: 'plain', id: null },
];

describe('EventParser', () => {
  test('reads events, comments and data of several lines', () => {
    expect(new EventParser().push(text)).toEqual(expected);
  });

  test.each([1, 2, 3, 5, 8, 13])('reads the same in pieces of %d', (size) => {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    expect(events).toEqual(expected);
  });

  test.each(['\r\n', '\r'])('ends lines with %j, split anywhere', (end) => {
    const parser = new EventParser();
    const other = text.replaceAll('\n', end);
    const events = [...other].flatMap((letter) => parser.push(letter));
    expect([...events, ...parser.push('\n')]).toEqual(expected);
  });

  test('an event without data is none', () => {
    expect(new EventParser().push('event: change\nid: 1:2\n\n')).toEqual([]);
  });

  test('an unfinished event waits', () => {
    const parser = new EventParser();
    expect(parser.push('data: half')).toEqual([]);
    expect(parser.push(' and half\n\n')).toEqual([{ event: 'message', data: 'half and half', id: null }]);
  });
});
