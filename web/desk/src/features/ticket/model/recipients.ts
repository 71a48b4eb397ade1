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

/** `support+anything@x.org` belongs to `support@x.org`. */
function isOurs(address: string, mailboxes: readonly string[]): boolean {
  const exact = address.toLowerCase();
  const plain = exact.replace(/\+[^@]*@/, '@');
  return mailboxes.some((mailbox) => [exact, plain].includes(mailbox.toLowerCase()));
}

/** With the customer they are as many as the server sends a reply to. */
const mostCarried = 49;

/**
 * Who wrote the newest message of the customer's side and whom else it went to, but for the contact, whom an answer goes to anyway, and
 * ourselves: so nobody drops out unnoticed. Where it came to us by none of our mailboxes those under "To" may be ours too, by an alias or
 * a list, and are left out. What a machine reports is none.
 */
export function carriedCc(messages: readonly Message[], ticket: Ticket, mailboxes: readonly string[]): string[] {
  const newest = messages
    .filter(({ kind, author }) => kind === 'inbound' && author.kind === 'contact')
    .reduce<Message | null>((last, message) => (!last || message.at > last.at ? message : last), null);
  const own = ticket.replyTo?.toLowerCase();
  if (!newest) return [];
  const [to, cc] = [newest.to, newest.cc].map((all) => all.map((one) => one.address)) as [string[], string[]];
  const known = [...to, ...cc].some((address) => isOurs(address, mailboxes));
  const all = [newest.author.address ?? '', ...(known ? to : []), ...cc];
  return addAddresses(
    [],
    all.filter((address) => address !== '' && address.toLowerCase() !== own && !isOurs(address, mailboxes)),
  ).slice(0, mostCarried);
}
