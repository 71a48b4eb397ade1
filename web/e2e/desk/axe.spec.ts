import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { signIn } from '../desk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const results = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(results, { recursive: true });

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> } }).axe.run(document, {
      iframes: false,
    }),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`));
}

async function set(page: Page, look: { theme?: string; direction?: string }): Promise<void> {
  await page.evaluate(({ theme, direction }) => {
    const root = document.documentElement;
    if (theme) root.dataset.theme = theme;
    if (direction) root.dir = direction;
  }, look);
  await page.waitForTimeout(150);
}

const screens = [
  { name: 'inbox', to: '/inbox/mine' },
  { name: 'ticket', to: '/inbox/mine/10995' },
  { name: 'note', to: '/inbox/mine/10995', keys: 'n' },
  { name: 'search', to: '/search?q=tent%20refund' },
  { name: 'hits', to: '/search?q=voucher' },
  { name: 'me', to: '/me' },
  { name: 'agents', to: '/admin/agents' },
  { name: 'teams', to: '/admin/teams' },
  { name: 'mailboxes', to: '/admin/mailboxes' },
  { name: 'mailbox', to: '/admin/mailboxes', press: 'Support' },
  { name: 'held-mail', to: '/admin/held-mail' },
  { name: 'keys', to: '/inbox/mine', keys: '?' },
];

for (const width of [1440, 1024, 390]) {
  test(`screens of ${width} are axe-clean, light and dark`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
    await signIn(page, '/inbox/mine');
    const all: string[] = [];
    for (const { name, to, keys, press } of screens) {
      await page.goto(to);
      await page.waitForTimeout(900);
      if (press) await page.getByRole('button', { name: press, exact: true }).click();
      if (keys) await page.keyboard.press(keys);
      await page.waitForTimeout(500);
      for (const theme of ['light', 'dark']) {
        await set(page, { theme });
        all.push(...(await violations(page)).map((text) => `${name} ${theme}: ${text}`));
        await page.screenshot({ path: `${results}${name}-${width}-${theme}.png` });
      }
    }
    expect(all).toEqual([]);
  });
}

test('on a narrow screen nothing lies over a ticket until it is asked for, and it goes with the ticket', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '/inbox/open');
  const customer = page.getByRole('complementary', { name: 'Customer and ticket' });
  const rows = page.getByRole('row');
  await rows.first().click();
  await expect(page.locator('[data-thread] article').first()).toBeVisible();
  await expect(customer).toHaveCount(0);
  await page.getByRole('button', { name: 'Customer and ticket' }).click();
  await expect(customer).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-thread] article').first()).toBeVisible();
  await expect(customer).toHaveCount(0);
});

test('density and direction hold on the ticket', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, '/inbox/mine/10995');
  await page.waitForTimeout(900);
  const all: string[] = [];
  for (const density of ['comfortable', 'compact']) {
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate((chosen) => localStorage.setItem('rapport-look', JSON.stringify({ density: chosen })), density);
      await page.reload();
      await page.waitForTimeout(900);
      await set(page, { direction });
      all.push(...(await violations(page)).map((text) => `${density} ${direction}: ${text}`));
      await page.screenshot({ path: `${results}ticket-${density}-${direction}.png` });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    }
  }
  expect(all).toEqual([]);
});

test('sign-in and set-up', async ({ page }) => {
  await page.goto('/sign-in');
  await page.waitForTimeout(600);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Email address' }).fill('ada@rapport.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Address or password is wrong.');
  await page.screenshot({ path: `${results}sign-in.png` });
});
