import { expect, test } from '@playwright/test';
import { aTicket, elsewhere, signIn } from '../desk.ts';

test('the session ends while I write: after the sign-in the text is still there', async ({ page, context }) => {
  await signIn(page);
  await aTicket(page);
  const here = new URL(page.url()).pathname;
  await page.keyboard.press('n');
  const note = page.getByRole('textbox', { name: 'Write a note for your team' });
  await context.clearCookies();
  await note.pressSequentially('Not to be lost', { delay: 60 });
  await expect(page).toHaveURL(/sign-in/, { timeout: 15_000 });
  await page.getByRole('textbox', { name: 'Email address' }).fill('ada@rapport.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`${here}$`));
  await page.getByRole('button', { name: 'Internal note' }).click();
  await expect(note).toHaveText('Not to be lost');
  await note.press('Control+a');
  await note.press('Delete');
});

test('a view that I come back to shows what has changed meanwhile', async ({ page }) => {
  await signIn(page, '/inbox/mine');
  const first = page.getByRole('row').first();
  await expect(first).toBeVisible();
  await page.getByRole('link', { name: 'Search', exact: true }).first().click();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await page.waitForTimeout(300);
  await elsewhere(page, '/tickets', { subject: 'Came while I searched' });
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByRole('link', { name: 'Inbox' }).blur();
  await expect(page.getByText('Came while I searched')).toBeVisible();
});

test('the subject is changed by key alone', async ({ page }) => {
  await signIn(page);
  await aTicket(page);
  await page.getByRole('button', { name: 'Change the subject' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Another subject');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').first().getByRole('heading', { level: 2 })).toHaveText('Another subject');
});
