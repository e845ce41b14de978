#!/usr/bin/env node
// Takes the place of VS Code's desktop executable for @vscode/test-electron: the flags that run a suite, and its exit code.
import { runHostSuite } from './suite.mjs';

const valuesOf = (flag) =>
  process.argv.filter((arg) => arg.startsWith(`--${flag}=`)).map((arg) => arg.slice(flag.length + 3));

const { passed, failed } = await runHostSuite({
  development: valuesOf('extensionDevelopmentPath'),
  tests: valuesOf('extensionTestsPath')[0],
  workspace: process.argv.slice(2).find((arg) => !arg.startsWith('-')),
  picture: 'desktop-failure.png',
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
