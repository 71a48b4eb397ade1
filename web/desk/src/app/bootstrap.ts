import { api, data } from '@/shared/api/client';
import type { Bootstrap } from '@/shared/api/types';

/** In the page when the server rendered it; asked for when the page is a plain file. */
export async function readBootstrap(): Promise<Bootstrap> {
  const inPage = document.getElementById('bootstrap')?.textContent;
  return inPage ? (JSON.parse(inPage) as Bootstrap) : data(api.GET('/api/v1/bootstrap'));
}
