import type { Message, Ticket } from '@/shared/api/types';

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

export function isAddress(text: string): boolean {
  return address.test(text) && text.length <= 254;
}

/** Takes what people paste: "Ada <ada@x.org>, grace@y.org; …". */
export function addresses(text: string): { valid: string[]; rest: string } {
  const valid: string[] = [];
  const rest: string[] = [];
  for (const part of text.split(/[,;\n]+/)) {
    const bare = (/<([^<>]+)>/.exec(part)?.[1] ?? part).trim();
    if (!bare) continue;
    if (isAddress(bare)) valid.push(bare);
    else rest.push(part.trim());
  }
  return { valid, rest: rest.join(', ') };
}

export function addAddresses(known: readonly string[], more: readonly string[]): string[] {
  const all = [...known];
  for (const one of more) if (!all.some((other) => other.toLowerCase() === one.toLowerCase())) all.push(one);
  return all;
}

/** Whom the newest message of the customer was copied to; an answer keeps them, so that nobody drops out unnoticed. What a machine reports is none. */
export function carriedCc(messages: readonly Message[], ticket: Ticket): string[] {
  const newest = messages
    .filter(({ kind, author }) => kind === 'inbound' && author.kind === 'contact')
    .reduce<Message | null>((last, message) => (!last || message.at > last.at ? message : last), null);
  const own = ticket.replyTo?.toLowerCase();
  return addAddresses([], newest?.cc.map((cc) => cc.address).filter((cc) => cc.toLowerCase() !== own) ?? []);
}
