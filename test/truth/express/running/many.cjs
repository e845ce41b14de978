// Runs many small programs in one process: each is loaded from texts, served while its requests are sent, and left.
// A message `{ id, version, files, requests }` is answered by `{ id, answers }` or `{ id, failure }`.
const { createRequire, isBuiltin } = require('node:module');
const http = require('node:http');
const path = require('node:path');
const vm = require('node:vm');

// Elsewhere than in tests, Express prints errors.
process.env.NODE_ENV = 'test';
const trees = process.argv[2];
/** How long an answer may take before it counts as none, in milliseconds. */
const ANSWER_TIME = Number(process.argv[3]);

process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ id, version, files, requests }) => {
  try {
    process.send({ id, answers: await answersOf(loadProgram(version, files), requests) });
  } catch (error) {
    process.send({ id, failure: String(error?.stack ?? error) });
  }
});

/** Loads `app.js` of some texts, each of which is a module of Node. */
function loadProgram(version, files) {
  const load = createRequire(path.join(trees, `${version}-8-2`, 'program.js'));
  // Strategies that one program registers are not there for the next one.
  const { Passport } = load('passport');
  const passport = new Passport();
  const modules = new Map();
  const requireFrom = (from) => (name) => {
    if (name === 'passport') return passport;
    if (!name.startsWith('.') || isBuiltin(name)) return load(name);
    const base = path.posix.join(path.posix.dirname(from), name);
    const file = [base, `${base}.js`, `${base}.json`, `${base}/index.js`].find((one) => one in files);
    if (file === undefined) throw new Error(`no ${name} beside ${from}`);
    return run(file);
  };
  const run = (file) => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const made = { exports: {} };
    modules.set(file, made);
    if (file.endsWith('.json')) made.exports = JSON.parse(files[file]);
    else {
      const body = vm.compileFunction(files[file], ['module', 'exports', 'require'], { filename: file });
      body(made, made.exports, requireFrom(file));
    }
    return made.exports;
  };
  return run('app.js');
}

async function answersOf(app, requests) {
  const server = http.createServer(app);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  try {
    const answers = [];
    for (const request of requests) answers.push(await ask(port, request));
    return answers;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function ask(port, { method, target, headers }) {
  return new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port,
      agent: false,
      method,
      path: target,
      headers: Object.fromEntries(headers),
    };
    const request = http.request(options, (response) => {
      response.resume();
      const { location = null, 'www-authenticate': challenge = null } = response.headers;
      resolve({ status: response.statusCode, www_authenticate: challenge, location });
    });
    const none = () => resolve({ status: 0, www_authenticate: null, location: null });
    request.setTimeout(ANSWER_TIME, () => request.destroy());
    request.on('error', none);
    request.end();
  });
}
