import type { Ticket } from '../api/types';
import { Entities, useEntity } from './entities';

export const tickets = new Entities<Ticket>();

export function useTicketEntity(id: number | null): Ticket | undefined {
  return useEntity(tickets, id);
}
