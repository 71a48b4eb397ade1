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

/**
 * Who wrote the newest message of the customer's side and whom it was copied to, but for the contact, whom an answer goes to anyway: so
 * nobody drops out unnoticed. What a machine reports is none.
 */
export function carriedCc(messages: readonly Message[], ticket: Ticket): string[] {
  const newest = messages
    .filter(({ kind, author }) => kind === 'inbound' && author.kind === 'contact')
    .reduce<Message | null>((last, message) => (!last || message.at > last.at ? message : last), null);
  const own = ticket.replyTo?.toLowerCase();
  const all = newest ? [newest.author.address ?? '', ...newest.cc.map((cc) => cc.address)] : [];
  return addAddresses(
    [],
    all.filter((address) => address !== '' && address.toLowerCase() !== own),
  );
}
