import { useQuery } from '@tanstack/react-query';
import { api, data } from '@/shared/api/client';
import { tickets } from '@/shared/store/tickets';

export function useContact(id: number) {
  return useQuery({ queryKey: ['contact', id], queryFn: () => data(api.GET('/api/v1/contacts/{id}', { params: { path: { id } } })) });
}

/** The contact's last ten besides the one that is shown, hence eleven; ids only, like every list. */
export function useLastTickets(contactId: number) {
  return useQuery({
    queryKey: ['contact', contactId, 'tickets'],
    queryFn: async () => {
      const { items } = await data(api.GET('/api/v1/tickets', { params: { query: { q: `contact:${contactId}`, limit: 11 } } }));
      tickets.putAll(items);
      return items.map(({ id }) => id);
    },
  });
}
