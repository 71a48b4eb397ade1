import { expect, test } from '@playwright/test';
import { aTicket, elsewhere, signIn } from '../desk.ts';

test('a new ticket does not move the list under the pointer', async ({ page }) => {
  await signIn(page, '/inbox/mine');
  const grid = page.getByRole('grid');
  await grid.hover();
  const first = await page.getByRole('row').first().textContent();
  await elsewhere(page, '/tickets', { subject: 'Just arrived' });
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  expect(await page.getByRole('row').first().textContent()).toBe(first);
  await page.getByRole('button', { name: '1 new' }).click();
  await expect(page.getByRole('row').first()).toContainText('Just arrived');
});

test('counts follow by themselves', async ({ page }) => {
  await signIn(page, '/inbox/mine');
  const mine = page.getByRole('link', { name: /^My open/ });
  await expect(mine).toContainText(/\d/);
  const before = Number((await mine.textContent())!.replace(/\D/g, ''));
  await elsewhere(page, '/tickets', { subject: 'One more' });
  await expect(mine).toContainText((before + 1).toLocaleString('en'));
});

test('the customer writes while I answer: Send asks for a second look', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  const id = Number(page.url().split('/').at(-1));
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: 'Write a reply' }).pressSequentially('As I said');
  await elsewhere(page, `/tickets/${id}/inbound`, { text: 'Wait, I found it' });
  await expect(page.getByText('Wait, I found it')).toBeVisible();
  await page.getByRole('button', { name: 'Review 1 new message' }).click();
  await expect(page.getByRole('button', { name: 'Send and set pending' })).toBeEnabled();
});

test('what a customer writes is unread until it is opened, what I write is not', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  const id = Number(page.url().split('/').at(-1));
  const row = page.locator(`#row-${id}`);
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Write a note for your team' }).pressSequentially('For us');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('j');
  await expect(row).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByRole('status').filter({ hasText: /note/i })).toBeVisible();
  await expect(row).not.toContainText('unread');
  await elsewhere(page, `/tickets/${id}/inbound`, { text: 'Any news?' });
  await expect(row).toContainText('unread');
  await row.click();
  await expect(row).not.toContainText('unread');
});

test('who else is here', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  const id = Number(page.url().split('/').at(-1));
  await page.waitForTimeout(600);
  await elsewhere(page, `/tickets/${id}/presence`, { state: 'typing' });
  await expect(page.getByRole('status').filter({ hasText: 'Tom Okafor is writing here' })).toBeVisible();
});

test('somebody else was faster: the difference is shown and mine can be kept', async ({ page, context }) => {
  await signIn(page);
  await aTicket(page);
  const id = Number(page.url().split('/').at(-1));
  await page.waitForTimeout(500);
  // The stream is silent, so this page cannot know.
  await context.route('**/api/v1/stream*', (route) => route.abort());
  await elsewhere(page, '/stream/drop', {});
  await elsewhere(page, `/tickets/${id}`, { priority: 'urgent' }, 'PATCH');
  await page.keyboard.press('p');
  await page
    .getByRole('menuitemradio', { name: 'Low' })
    .or(page.getByRole('menuitem', { name: 'Low' }))
    .click();
  await expect(page.getByRole('alert')).toContainText('Priority: Urgent');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByRole('button', { name: /^Low Priority|Priority/ }).first()).toContainText('Low');
});

test('the stream comes back and nothing is missed', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  const id = Number(page.url().split('/').at(-1));
  await page.waitForTimeout(500);
  await elsewhere(page, '/stream/drop', {});
  await elsewhere(page, `/tickets/${id}/inbound`, { text: 'Written into the gap' });
  await expect(page.getByText('Written into the gap')).toBeVisible({ timeout: 15_000 });
});

test('a write is tried again while the server restarts', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  await elsewhere(page, '/failures', { count: 2 });
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Write a note for your team' }).pressSequentially('Through the storm');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('Through the storm')).toBeVisible();
  await expect(page.getByText('Sending', { exact: true })).toHaveCount(0, { timeout: 15_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('ten thousand rows scroll, and J and K move without a spinner', async ({ page }) => {
  await signIn(page);
  const grid = page.getByRole('grid');
  await grid.focus();
  for (let step = 0; step < 30; step++) await page.keyboard.press('j');
  await expect(page.getByRole('row', { selected: true })).toBeInViewport();
  for (let pages = 0; pages < 5; pages++) {
    await page.keyboard.press('End');
    await page.waitForTimeout(250);
  }
  expect(Number(await page.getByRole('row', { selected: true }).getAttribute('aria-rowindex'))).toBeGreaterThan(300);
  expect(await page.getByRole('row').count()).toBeLessThan(40);
});
