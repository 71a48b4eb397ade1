// How long the desk takes to show another ticket, in milliseconds: from the key press, as the browser noted it, to the frame in which the
// ticket's number and its first message stand. Measured inside the page, so that nothing of this script's own waiting is in it.
// Goes through the list of a running program (BASE_URL, EMAIL, PASSWORD) by keyboard and prints one JSON array.
import { chromium } from '@playwright/test';

const switches = 40;
/** Between one ticket's painting and the next key: a person who reads, and one who looks for something. */
const reading = 500;
const hurrying = 60;

const browser = await chromium.launch({ ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}), args: ['--no-sandbox'] });
const page = await browser.newPage({ baseURL: process.env.BASE_URL, viewport: { width: 1440, height: 900 }, locale: 'en' });

async function openInbox() {
  await page.goto('/inbox/open');
  await page.getByRole('textbox', { name: 'Email address' }).fill(process.env.EMAIL ?? '');
  await page.getByRole('textbox', { name: 'Password' }).fill(process.env.PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('row').first().waitFor();
}

/** Runs in the page. `shown` is the time of the last switch, there as soon as it is painted. */
function watch() {
  const number = () => document.querySelector('main > article header .ltr')?.textContent;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      const before = number();
      window.shown = new Promise((resolve) => {
        const painted = new MutationObserver(() => {
          if (number() === before || !document.querySelector('[data-thread] article')?.checkVisibility()) return;
          painted.disconnect();
          // A message that is posted from within a frame is taken after the frame was painted.
          const after = new MessageChannel();
          after.port1.onmessage = () => resolve(performance.now() - timeStamp);
          requestAnimationFrame(() => after.port2.postMessage(null));
        });
        painted.observe(document.body, { subtree: true, childList: true, characterData: true });
      });
    },
    { capture: true },
  );
}

async function press(key) {
  await page.keyboard.press(key);
  return page.evaluate(() => window.shown);
}

async function go(what, key, pause) {
  const times = [];
  for (let i = 0; i < switches; i++) {
    times.push(await press(key));
    await page.waitForTimeout(pause);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { what, count: times.length, p50: at(0.5), p95: at(0.95), worst: times.at(-1) };
}

await openInbox();
await page.evaluate(watch);
await press('j');
await page.waitForTimeout(2000);
const rows = [
  await go('first visits', 'j', reading),
  await go('revisits', 'k', reading),
  await go('revisits in a hurry', 'j', hurrying),
  await go('first visits in a hurry', 'j', hurrying),
];
console.log(JSON.stringify(rows));
await browser.close();
