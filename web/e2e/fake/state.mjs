/** The cast and the tickets of the in-memory server; everything follows from the count, so runs repeat. */
const names = [
  'Linus Sorensen',
  'Amira Zahra',
  'Jonas Tanaka',
  'Wei Chen',
  'Fatima Patel',
  'Liam Berg',
  'Sofia García',
  'Noah Haddad',
  'Chloé Dubois',
  'Mateo Kowalska',
  'Priya Schmidt',
  'Yuki Silva',
  'Omar Rossi',
  'Ella Nilsson',
];
const subjects = [
  'Refund still missing after two weeks',
  'Card declined twice, charged once',
  'Double booking for Saturday',
  'Change the delivery address today',
  'Please cancel my subscription',
  'Cannot sign in since the update',
  'App closes when I open a photo',
  'Voucher code is not accepted',
  'Invoice lists the wrong VAT number',
  'Wrong size sent, need an exchange',
  'Parcel shows delivered but nothing arrived',
  'Is the battery covered by warranty?',
];
const statuses = ['new', 'open', 'open', 'pending', 'open', 'on-hold'];
const priorities = ['normal', 'normal', 'high', 'normal', 'low', 'normal', 'urgent', 'normal', 'normal'];
const can = { edit: true, reply: true, note: true, assign: true };

export const minute = 60_000;

export function createState(count, now = () => Date.now()) {
  const start = now();
  const iso = (ago) => new Date(start - ago).toISOString();
  const teams = [
    { id: 201, version: 1, name: 'Returns' },
    { id: 202, version: 1, name: 'Billing' },
  ];
  const agent = (id, name, role, teamIds) => ({
    id,
    version: 1,
    name,
    email: `${name.split(' ')[0].toLowerCase()}@rapport.example`,
    role,
    active: true,
    teamIds,
    scope: { all: true, teamIds: [], brandIds: [], own: false },
    lastSeenAt: iso(id * minute),
    createdAt: iso(90 * 1440 * minute),
  });
  const agents = [
    agent(101, 'Ada Lovelace', 'administrator', [201, 202]),
    agent(102, 'Grace Hopper', 'agent', [201]),
    agent(103, 'Tom Okafor', 'manager', [202]),
  ];
  const contacts = names.map((name, index) => ({
    id: 301 + index,
    version: 1,
    name,
    handles: [
      { kind: 'email', address: `${name.split(' ')[0].toLowerCase().normalize('NFD').replace(/\W/g, '')}@example.com` },
      ...(index % 3 ? [] : [{ kind: 'phone', address: '+47 22 55 01 43' }]),
    ],
    locale: index % 2 ? 'en' : 'de',
    zone: index % 2 ? 'Europe/Oslo' : 'Asia/Tokyo',
    createdAt: iso((400 + index) * 1440 * minute),
  }));
  const tickets = new Map();
  for (let index = 0; index < count; index++) {
    const id = 1001 + index;
    const age = (count - index) * 7 * minute;
    const contact = contacts[index % contacts.length];
    const owner = index % 4 === 3 ? null : agents[index % 4 === 0 ? 1 : 0];
    const closed = index === 0;
    tickets.set(id, {
      id,
      number: id,
      version: 1,
      subject: subjects[index % subjects.length],
      status: closed ? 'closed' : statuses[index % statuses.length],
      priority: priorities[index % priorities.length],
      assignee: owner && { id: owner.id, name: owner.name },
      team: { id: teams[index % 2].id, name: teams[index % 2].name },
      contact: { id: contact.id, name: contact.name },
      replyTo: contact.handles[0].address,
      tags: index % 5 ? [] : ['refund'],
      snoozedUntil: null,
      createdAt: iso(age + 60 * minute),
      updatedAt: iso(age),
      channel: index % 6 === 5 ? 'chat' : 'email',
      preview: 'Could you look at the order from your side?',
      hasDraft: false,
      messageCount: 3,
      can,
      followUpOf: index === 5 ? { id: 1001, number: 1001 } : null,
      proposals:
        index === count - 1 && count > 3
          ? [
              {
                id: 1003,
                number: 1003,
                subject: subjects[2],
                score: 55,
                parts: [
                  { part: 'signed-address', points: 40 },
                  { part: 'same-subject', points: 15 },
                ],
              },
            ]
          : [],
    });
  }
  return {
    now,
    iso,
    teams,
    agents,
    contacts,
    tickets,
    messages: new Map(),
    timelines: new Map(),
    drafts: new Map(),
    attachments: new Map(),
    sessions: new Map(),
    presence: new Map(),
    accounts: [
      {
        id: 401,
        version: 1,
        kind: 'email',
        name: 'Support',
        address: 'support@rapport.example',
        active: true,
        outbound: { host: 'mail.rapport.example', port: 587, security: 'starttls', username: 'support', hasPassword: true },
        acknowledgement: { enabled: true, subject: null, body: null },
        team: { id: 201, name: 'Returns' },
        problem: null,
        can: { edit: true },
      },
    ],
    held: [
      {
        id: 501,
        reason: 'loop',
        from: 'bot@example.net',
        to: 'support@rapport.example',
        subject: 'Re: Re: Re: Your ticket',
        at: iso(50 * minute),
        rawUrl: '/api/v1/held-messages/501/raw',
        accountId: 401,
        recoverable: true,
      },
      {
        id: 502,
        reason: 'no-sender',
        from: null,
        to: 'support@rapport.example',
        subject: null,
        at: iso(300 * minute),
        rawUrl: '/api/v1/held-messages/502/raw',
        accountId: 401,
        recoverable: true,
      },
    ],
    me: { undoSendSeconds: 10, afterSend: 'stay', locale: null },
    nextId: 9_000_000,
    position: 1,
    failing: 0,
  };
}

/** Long threads and the odd kinds of mail, made when a ticket is first opened. */
export function messagesOf(state, ticket) {
  const known = state.messages.get(ticket.id);
  if (known) return known;
  const base = Date.parse(ticket.createdAt);
  const author = { kind: 'contact', id: ticket.contact.id, name: ticket.contact.name, address: ticket.replyTo };
  const grace = { kind: 'agent', id: 102, name: 'Grace Hopper' };
  const support = { address: 'support@rapport.example', name: 'Support' };
  const html = [
    '<p>Hello,</p><p>I wrote last week and have not heard anything. The first two steps worked, but after the third one the page asks me to sign in again and then shows the same message as before.</p>',
    '<p>Thanks for getting back to me so quickly.</p><p>Could you look at the order from your side? I am attaching a picture of the screen and the receipt from the depot.</p>',
  ];
  const message = (index, kind, from, bodyHtml, more = {}) => ({
    id: ticket.id * 10 + index,
    kind,
    automatic: null,
    channel: ticket.channel,
    author: from,
    to: kind === 'inbound' ? [support] : [{ address: ticket.replyTo, name: ticket.contact.name }],
    cc: [],
    subject: ticket.subject,
    bodyHtml,
    bodyText: bodyHtml.replace(/<[^>]+>/g, ' '),
    visibleText: bodyHtml.replace(/<[^>]+>/g, ' '),
    quotedHtml: '',
    contentUrl: null,
    hasRemotePictures: false,
    appearance: 'simple',
    attachments: [],
    delivery: null,
    clientMessageId: null,
    at: new Date(base + index * 9 * minute).toISOString(),
    ...more,
  });
  const odd = ticket.id % 7;
  const list = [
    message(1, 'inbound', author, html[0], odd === 1 ? { cc: [{ address: 'partner@example.org', name: 'Partner' }] } : {}),
    message(2, 'reply', grace, '<p>Thank you for the details. I am checking with our warehouse and come back to you today.</p>', {
      delivery:
        odd === 2
          ? {
              state: 'bounced',
              reason: '5.1.1 unknown user',
              sendAt: null,
              recipients: [{ address: ticket.replyTo, state: 'bounced', reason: '5.1.1 unknown user' }],
            }
          : { state: 'sent', reason: null, sendAt: null, recipients: [{ address: ticket.replyTo, state: 'sent', reason: null }] },
    }),
    message(3, 'note', grace, '<p>Payments has to release the second capture. Asked them on the phone.</p>'),
    ...(odd === 3 ? [message(4, 'inbound', author, '<p>I am away until Monday.</p>', { automatic: 'out-of-office' })] : []),
    message(5, 'inbound', author, html[1], {
      quotedHtml: '<blockquote><p>Thank you for the details. I am checking with our warehouse.</p></blockquote>',
      attachments: [
        { id: ticket.id * 10 + 1, name: 'screen.png', contentType: 'image/png', size: 312_000, url: '/api/v1/attachments/1', inline: false },
        {
          id: ticket.id * 10 + 2,
          name: 'depot-receipt.pdf',
          contentType: 'application/pdf',
          size: 61_000,
          url: '/api/v1/attachments/2',
          inline: false,
        },
      ],
      ...(odd === 4
        ? {
            hasRemotePictures: true,
            appearance: 'designed',
            contentUrl: '/content/mail/sample',
            contentUrlWithPictures: '/content/mail/sample?pictures=1',
          }
        : {}),
    }),
  ];
  state.messages.set(ticket.id, list);
  const event = (offset, type, data, names = {}) => ({
    id: ticket.id * 100 + offset,
    at: new Date(base + offset * minute).toISOString(),
    actor: { kind: 'agent', id: 102, name: 'Grace Hopper', via: null },
    type,
    data,
    names,
    command: offset,
  });
  state.timelines.set(ticket.id, [
    { ...event(0, 'ticket.opened', {}), actor: { kind: 'contact', id: ticket.contact.id, name: ticket.contact.name, via: null } },
    event(11, 'ticket.assigned', { before: null, after: 102 }, { 'agent:102': 'Grace Hopper' }),
    event(12, 'ticket.priority-changed', { before: 'normal', after: 'high' }),
    event(13, 'ticket.status-changed', { before: 'new', after: 'open' }),
    event(20, 'ticket.status-changed', { before: 'open', after: 'pending' }),
  ]);
  return list;
}
