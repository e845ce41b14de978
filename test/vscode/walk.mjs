// A person's walk through the packaged extension, with mouse and keyboard, and a picture of each stop.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './editor/browser.mjs';
import { remoteUri, startServer, windowUrl } from './editor/server.mjs';
import { findingsOf } from './prepare.mjs';

const PATIENCE_MS = 30_000;

/** Walks through `workspace` with the extension `vsix`; pictures go to the folder `shots`. Answers how many stops were reached. */
export async function walkThrough({ vsix, workspace, shots }) {
  mkdirSync(shots, { recursive: true });
  const findings = findingsOf(workspace).filter(({ rule }) => rule.startsWith('nginx/'));
  const finding = findings.find(({ fixes, severity }) => severity === 'error' && fixes.length > 0);
  const refused = findings.find(({ witness }) => witness?.expect.status === 401)?.witness;
  if (!finding || !refused) throw new Error('the site lacks a fixable error, or a request that gets a 401');
  const server = await startServer({
    vsix: [vsix],
    args: ['--disable-workspace-trust'],
    settings: { 'extensions.webWorker': false },
  });
  const { browser, page } = await openBrowser();
  page.setDefaultTimeout(PATIENCE_MS);
  const file = path.join(workspace, finding.file);
  const payload = [['openFile', remoteUri(server.url, file)]];
  let passed = 0;
  try {
    await page.goto(windowUrl(server.url, { folder: workspace, payload }));
    const editor = page.locator(`.monaco-editor[data-uri$="/${finding.file}"]`);
    for (const [name, stop] of Object.entries(STOPS)) {
      await stop({ page, editor, finding, refused, file });
      passed++;
      await page.screenshot({ path: path.join(shots, `${passed}-${name.replaceAll(' ', '-')}.png`) });
      console.log(`  ✔ ${name}`);
    }
    return { passed, failed: 0 };
  } catch (error) {
    console.error(`  ✘ ${Object.keys(STOPS)[passed]}: ${error.stack}`);
    await page.screenshot({ path: path.join(shots, 'failure.png') });
    return { passed, failed: 1 };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The stops, in order; each goes on where the one before ended. */
const STOPS = {
  'squiggles under the faults': async ({ editor }) => {
    await editor.locator('.squiggly-error').first().waitFor();
  },

  'the mouse on one says what is wrong': async ({ page, editor, finding }) => {
    await goTo(page, finding.range.start);
    const box = await editor.locator('.cursor').first().boundingBox();
    await page.mouse.move(box.x + 12, box.y + box.height / 2, { steps: 4 });
    const hover = page.locator('.monaco-hover:visible', { hasText: finding.message.slice(0, 60) });
    await hover.getByText(finding.rule).first().waitFor();
  },

  'the light bulb offers its fix': async ({ page, finding }) => {
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 5);
    const bulbs = '[class*="codicon-light-bulb"], [class*="codicon-gutter-lightbulb"]';
    await page.locator(`.monaco-editor ${bulbs}`).first().waitFor();
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: finding.fixes[0].title }).waitFor();
  },

  'the fix is applied and saved': async ({ page, file, finding }) => {
    const before = readFileSync(file, 'utf8');
    await page
      .locator('.action-widget .monaco-list-row', { hasText: finding.fixes[0].title })
      .first()
      .click();
    await page.locator('.action-widget').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+s');
    await until('the file to be saved', () => readFileSync(file, 'utf8') !== before);
  },

  'the problems that are left': async ({ page, finding }) => {
    await run(page, 'Problems: Focus on Problems View');
    const rows = page.locator('.markers-panel-container .monaco-list-row');
    await rows.first().waitFor();
    const fixed = rows.filter({ hasText: finding.message.slice(0, 40) });
    await until('the finding to be gone', async () => (await fixed.count()) === 0);
  },

  'a request is explained line by line': async ({ page, refused }) => {
    await run(page, 'View: Toggle Panel Visibility');
    await run(page, 'AuthLint: Explain a Request');
    const input = page.locator('.quick-input-widget input').first();
    await page.locator('.quick-input-widget', { hasText: 'Method and URL' }).waitFor();
    await input.fill(`${refused.method} ${refused.url}`);
    await page.keyboard.press('Enter');
    const trace = page.locator('.monaco-editor[data-uri^="authlint:"]');
    await trace.locator('.view-line', { hasText: '401' }).first().waitFor();
    await trace.locator('.detected-link').first().waitFor();
  },

  'a click above a location explains it too': async ({ page, editor }) => {
    await editor.locator('.codelens-decoration a', { hasText: 'Basic' }).first().click();
    const trace = page.locator('.monaco-editor[data-uri^="authlint:"]');
    await trace.locator('.view-line', { hasText: 'GET' }).first().waitFor();
  },

  'the language status says what was read': async ({ page, editor }) => {
    await editor.locator('.view-line').first().click();
    const status = page.locator('.statusbar-item', {
      has: page.locator('.codicon-bracket, .codicon-json'),
    });
    const said = page.getByText(/\d+ servers? · \d+ routes? · \d+ ms/).first();
    // What a hover shows goes when something else comes up in the meantime: then one hovers again.
    await until('the status to say what was read', async () => {
      await page.mouse.move(5, 5);
      await status.first().hover();
      return said.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
  },
};

/** Puts the cursor into the active editor, by its own command. */
async function goTo(page, { line, column }) {
  await page.keyboard.press('Control+g');
  await page
    .locator('.quick-input-widget input')
    .first()
    .fill(`:${line}:${column + 1}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Runs a command by its name in the palette. */
async function run(page, name) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${name}`);
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: name.replace(/^.*: /, '') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

async function until(what, probe) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
