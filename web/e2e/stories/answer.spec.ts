import { expect, test } from '@playwright/test';
import { aTicket, signIn } from '../desk.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test('an agent answers, takes it back, sends, notes, assigns, snoozes and finds it again', async ({ page }) => {
  const { subject } = await aTicket(page);
  const thread = page.getByRole('region', { name: 'Messages' });
  const text = `Thank you for writing ${Date.now()}`;

  await test.step('reply', async () => {
    await page.keyboard.press('r');
    const reply = page.getByRole('textbox', { name: 'Write a reply' });
    await expect(reply).toBeFocused();
    await reply.pressSequentially(text);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/Sending your reply to #/)).toBeVisible();
    await expect(thread.getByText(text)).toBeVisible();
  });

  await test.step('undo', async () => {
    await page.getByRole('button', { name: /Undo/ }).click();
    await expect(page.getByRole('textbox', { name: 'Write a reply' })).toHaveText(text);
    await expect(thread.getByText(text)).toHaveCount(0);
  });

  await test.step('send', async () => {
    await page.getByRole('button', { name: 'Status after sending' }).click();
    await page.getByRole('menuitem', { name: 'Send and keep open' }).click();
    await page.getByRole('button', { name: 'Send and keep open' }).click();
    await expect(thread.getByText(text)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Write a reply' })).toHaveText('');
  });

  await test.step('note', async () => {
    await page.getByRole('button', { name: 'Internal note' }).click();
    await expect(page.getByText('Only your team sees this').last()).toBeVisible();
    await page.getByRole('textbox', { name: 'Write a note for your team' }).pressSequentially(`Only for us ${text}`);
    await page.getByRole('button', { name: 'Add note' }).click();
    await expect(thread.getByText(`Only for us ${text}`)).toBeVisible();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
  });

  await test.step('assign', async () => {
    await page.getByRole('button', { name: /^Assign:/ }).click();
    await page.getByRole('menuitem', { name: /\(me\)$/ }).click();
    await expect(page.getByRole('button', { name: /^Assign:/ })).not.toHaveText('Unassigned');
  });

  await test.step('snooze', async () => {
    await page.getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('textbox', { name: 'Until' }).fill('in 3 days');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Wake' })).toBeVisible();
    await page.getByRole('button', { name: 'Wake' }).click();
    await expect(page.getByRole('button', { name: 'Wake' })).toHaveCount(0);
  });

  await test.step('search', async () => {
    await page.goto('/search');
    await page.getByRole('searchbox', { name: 'Search' }).fill(subject);
    await expect(page.getByRole('link').filter({ hasText: subject }).first()).toBeVisible();
    await expect(page.locator('mark').first()).toBeVisible();
  });
});

test('a draft is there again after a reload', async ({ page }) => {
  await aTicket(page);
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Write a note for your team' }).pressSequentially('Half a thought');
  await page.waitForTimeout(700);
  await page.reload();
  await page.getByRole('button', { name: 'Internal note' }).click();
  const note = page.getByRole('textbox', { name: 'Write a note for your team' });
  await expect(note).toHaveText('Half a thought');
  await note.press('Control+a');
  await note.press('Delete');
});
