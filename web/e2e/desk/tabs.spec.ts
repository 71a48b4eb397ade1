import { expect, test } from '@playwright/test';
import { aTicket, signIn } from '../desk.ts';

test('one ticket in two tabs is one draft: written here, sent there, and back again', async ({ page, context }) => {
  await signIn(page);
  await aTicket(page);
  const other = await context.newPage();
  await other.goto(page.url());
  const here = page.getByRole('textbox', { name: 'Write a reply' });
  const there = other.getByRole('textbox', { name: 'Write a reply' });
  await expect(there).toBeVisible();

  await here.pressSequentially('Written here');
  await expect(there).toHaveText('Written here');
  await expect(there).not.toBeFocused();

  await there.press('End');
  await there.pressSequentially(', ended there');
  await expect(here).toHaveText('Written here, ended there');

  await there.press('Control+Enter');
  await expect(here).toHaveText('');
  await other.getByRole('button', { name: /Undo/ }).click();
  await expect(here).toHaveText('Written here, ended there');

  await there.press('Control+a');
  await there.press('Delete');
  await expect(here).toHaveText('');
  // Longer than any save waits: neither tab brings it back.
  await page.waitForTimeout(2000);
  await page.reload();
  await expect(here).toHaveText('');
  await expect(there).toHaveText('');
});
