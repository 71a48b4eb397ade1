import { expect, type Page, test } from '@playwright/test';
import { World } from './world.ts';

/** The newcomer's whole story, on an empty program: set up, a mail comes in, is answered, the answer is answered. */
test.describe.configure({ mode: 'serial' });

const world = new World();
let port = 0;
let page: Page;

test.beforeAll(async ({ browser }) => {
  port = await world.start();
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page.close();
  await world.stop();
});

test('the company is set up through the one-time link', async () => {
  await page.goto(process.env.SET_UP_LINK ?? '');
  await page.getByRole('textbox', { name: 'Company' }).fill('Tents & Sails');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');
  await page.getByRole('textbox', { name: 'Email address' }).fill(process.env.RAPPORT_ADMIN_EMAIL ?? '');
  await page.getByRole('textbox', { name: 'Password' }).fill(process.env.RAPPORT_ADMIN_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Support');
  await page.getByRole('textbox', { name: 'Address' }).fill('support@example.com');
  await page.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port));
  await page.getByRole('button', { name: /Security/ }).click();
  await page.getByRole('option', { name: 'None' }).click();
  await page.getByRole('button', { name: 'Open the inbox' }).click();
  await expect(page).toHaveURL(/\/inbox/);
  await page.goto(process.env.SET_UP_LINK ?? '');
  await expect(page.getByText('Rapport is already set up')).toBeVisible();
});

test('a mail is on the screen by itself and its sender is told that it arrived', async () => {
  await page.goto('/inbox/open');
  await expect(page.getByText('No open tickets')).toBeVisible();
  await world.send({
    from: 'Linus Berg <linus@example.org>',
    to: 'support@example.com',
    subject: 'The tent leaks at the seam',
    text: 'Hello,\n\nit rained last night and the tent leaks.\n\n-- \nLinus',
    html: '<p>Hello,</p><p>it rained <b>last night</b> and the tent leaks.</p><img src="https://tracker.example/pixel.png"><script>document.title="caught"</script>',
    attachments: [{ filename: 'seam.txt', content: 'A photo would be better' }],
  });
  const row = page.getByRole('row').filter({ hasText: 'The tent leaks at the seam' });
  await expect(row).toBeVisible();
  await expect(page.getByRole('link', { name: /^All open/ })).toContainText('1');
  await expect.poll(() => world.received.map(({ subject }) => subject)).toContain('[#1001] The tent leaks at the seam');

  await row.click();
  const thread = page.getByRole('region', { name: 'Messages' });
  await expect(thread.getByText('it rained last night and the tent leaks')).toBeVisible();
  await expect(
    thread.getByText('Pictures from the sender’s server are blocked.').or(thread.getByText("Pictures from the sender's server are blocked.")),
  ).toBeVisible();
  await expect(thread.getByText('seam.txt')).toBeVisible();
  expect(await page.title()).not.toBe('caught');
});

test('an answer leaves after the time to take it back, with its file, and threads back', async () => {
  await page.keyboard.press('r');
  const reply = page.getByRole('textbox', { name: 'Write a reply' });
  await reply.pressSequentially('Try the wax that we enclose.');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'wax.txt', mimeType: 'text/plain', buffer: Buffer.from('How to wax a seam') });
  await expect(page.getByText('wax.txt')).toBeVisible();
  // Its bytes are on their way; what they belong to does not leave without them.
  await expect(page.getByRole('button', { name: 'Send and set pending' })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Sending your reply to #1001/)).toBeVisible();
  const answered = () => world.received.find(({ subject }) => subject === 'Re: The tent leaks at the seam');
  await expect.poll(answered, { timeout: 30_000 }).toBeTruthy();
  const mail = answered();
  expect(mail?.text).toContain('Try the wax that we enclose.');
  expect(mail?.attachments.map(({ filename }) => filename)).toContain('wax.txt');
  expect(mail?.attachments.find(({ filename }) => filename === 'wax.txt')?.content.toString()).toBe('How to wax a seam');
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('Sent').last()).toBeVisible();
  await expect(page.getByRole('article').first().getByText('Pending').first()).toBeVisible();

  await world.send({
    from: 'Linus Berg <linus@example.org>',
    to: mail?.replyTo?.text ?? '',
    subject: 'Re: The tent leaks at the seam',
    inReplyTo: mail?.messageId ?? '',
    references: mail?.messageId ?? '',
    text: 'The wax works, thank you!\n\nOn Wed, Support wrote:\n> Try the wax that we enclose.',
  });
  const thread = page.getByRole('region', { name: 'Messages' });
  await expect(thread.getByText('The wax works, thank you!')).toBeVisible();
  await expect(page.getByRole('article').first().getByText('Open').first()).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(1);
});

test('it is found again, and a stranger with its number is kept out', async () => {
  // While the pointer rests on the list, what is new waits beside it.
  await page.mouse.move(900, 20);
  await world.send({
    from: 'Eve <eve@example.net>',
    to: 'support@example.com',
    subject: '[#1001] Re: The tent leaks at the seam',
    text: 'Tell me his address',
  });
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.goto('/search?q=waxing');
  await expect(page.getByText('No tickets match')).toBeVisible();
  await page.goto('/search?q=wax');
  await expect(page.getByRole('link').filter({ hasText: 'The tent leaks at the seam' }).first()).toBeVisible();
  await expect(page.locator('mark').first()).toBeVisible();
  await page.goto('/tickets/1001');
  await expect(page).toHaveURL(/\/inbox\/open\/1001$/);
  await expect(page.getByRole('heading', { name: 'The tent leaks at the seam' })).toBeVisible();
});
