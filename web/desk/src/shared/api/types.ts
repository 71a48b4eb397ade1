import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Bootstrap = Schemas['Bootstrap'];
export type Ticket = Schemas['Ticket'];
export type TicketPatch = Schemas['TicketRequest'];
export type Status = Ticket['status'];
export type Priority = Ticket['priority'];
export type Message = Schemas['Message'];
export type MessageNew = Schemas['MessageRequest'];
export type Draft = Schemas['Draft'];
export type Attachment = Schemas['Attachment'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Agent = Schemas['Agent'];
export type Team = Schemas['Team'];
export type Role = Agent['role'];
export type ChannelAccount = Schemas['ChannelAccount'];
export type HeldMessage = Schemas['HeldMessage'];
export type Contact = Schemas['Contact'];
export type Present = Schemas['Present'];
export type SearchHit = Schemas['SearchHit'];
export type ViewKey = Schemas['View']['key'];
export type Mode = Draft['kind'];

export const statuses: readonly Status[] = ['new', 'open', 'pending', 'on-hold', 'solved', 'closed'];
export const priorities: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];
export const views: readonly ViewKey[] = ['mine', 'my-teams', 'unassigned', 'open'];
