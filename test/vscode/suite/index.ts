// The suite's entry for the Node extension host, as @vscode/test-electron and code-server alike call it.
import Mocha from 'mocha';
import { OPTIONS, runAll } from './runner';

/** Runs every test; rejected when one fails, or when there was none. */
export async function run(): Promise<void> {
  const mocha = new Mocha(OPTIONS);
  // What mocha does before it loads a file of tests: it defines suite() and test(). Here all files are one bundle.
  mocha.suite.emit('pre-require', globalThis, 'all', mocha);
  await import('./all');
  // A window in a browser has nothing outside its workspace.
  await import('./outside.test');
  await runAll((done) => mocha.run(done));
}
