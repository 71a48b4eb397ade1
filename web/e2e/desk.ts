import { expect, type Page } from '@playwright/test';

/** Where the stories sign in; the in-memory server knows the defaults. */
const email = process.env.RAPPORT_ADMIN_EMAIL ?? 'ada@rapport.example';
const password = process.env.RAPPORT_ADMIN_PASSWORD ?? 'correct horse battery';

export async function signIn(page: Page, to = '/inbox/open'): Promise<void> {
  await page.goto(to);
  await page.getByRole('textbox', { name: 'Email address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Opens a ticket of the list by its subject: RAPPORT_SUBJECT, or that of the newest one. */
export async function aTicket(page: Page): Promise<{ subject: string }> {
  const row = process.env.RAPPORT_SUBJECT
    ? page.getByRole('row').filter({ hasText: process.env.RAPPORT_SUBJECT }).first()
    : page.getByRole('row').first();
  await row.click();
  const heading = page.getByRole('article').first().getByRole('heading', { level: 2 });
  await expect(heading).toBeVisible();
  await expect(page.getByRole('textbox', { name: /Write a/ })).toBeVisible();
  return { subject: (await heading.textContent()) ?? '' };
}

/** What another person does, through the in-memory server. */
export async function elsewhere(page: Page, path: string, body: unknown, method: 'POST' | 'PATCH' = 'POST'): Promise<Record<string, unknown>> {
  const url = `/api/v1/fake${path}`;
  const answer = await page.evaluate(
    async ([to, how, what]) => {
      const response = await fetch(to!, { method: how!, body: what!, headers: { 'content-type': 'application/json' } });
      return response.status === 200 ? response.json() : {};
    },
    [url, method, JSON.stringify(body)],
  );
  return answer as Record<string, unknown>;
}
