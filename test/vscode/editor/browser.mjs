// Opens chromium on a window of the editor under test, cut off from every other machine.
import { chromium } from 'playwright-core';
import { chromiumPath } from './setup.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-sync',
  // Names outside this machine fail at once. Intercepting requests would do so too, but would turn the HTTP cache off.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

/** Answers the browser and an empty page in it. */
export async function openBrowser({ viewport = { width: 1280, height: 800 } } = {}) {
  const browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: flags });
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await (await browser.newContext({ viewport, permissions })).newPage();
  return { browser, page };
}
