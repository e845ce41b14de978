// The suite's entry for the web worker extension host: mocha's browser build, bundled.
import 'mocha/mocha';
import { OPTIONS, runAll } from './runner';

declare const mocha: { setup(options: object): void; run(done: () => void): Mocha.Runner };

/** Runs every test; rejected when one fails, or when there was none. */
export async function run(): Promise<void> {
  // Without a name the browser build takes the reporter that prints; the one it is made for wants a page.
  mocha.setup({ ...OPTIONS, reporter: undefined });
  await import('./all');
  await runAll((done) => mocha.run(done));
}
