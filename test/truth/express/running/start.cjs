// Runs one Express program in a process of its own, and serves the apps that it makes on ports of the loopback interface.
// Its parent says what to run by `node start.cjs ENTRY`, and gets `{ apps: [{ file, port, tls }] }` or `{ failure }`.
const Module = require('node:module');
const { createRequire } = Module;
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const entry = process.argv[2];
const folder = process.env.AUTHLINT_APP_FOLDER;
const certificate = process.env.AUTHLINT_CERTIFICATE;
const key = process.env.AUTHLINT_KEY;
const findsNothing = process.env.AUTHLINT_FINDS === 'nothing';
for (const name of ['AUTHLINT_APP_FOLDER', 'AUTHLINT_CERTIFICATE', 'AUTHLINT_KEY', 'AUTHLINT_FINDS'])
  delete process.env[name];

/** How long a program may take to come to its `listen`, in milliseconds. */
const PATIENCE = 1500;

/** The apps in the order in which they are made, with the file that makes each. */
const made = [];
const mounted = new Set();
let listening = false;
const standIns = new Set();
const { listen: realListen, address: realAddress } = net.Server.prototype;

// What the program leaves unhandled must not end it: its next answers are asked for, too.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
process.on('disconnect', () => process.exit(0));

watchApps();
standIn();
stayOffPorts();
run();

async function run() {
  try {
    const exported = await load();
    const apps = await appsOf(exported);
    if (apps.length === 0) throw new Error('the program makes no app');
    process.send({ apps: await Promise.all(apps.map(serve)), standIns: [...standIns] });
  } catch (error) {
    process.send({ failure: String(error?.stack ?? error) });
  }
}

/** Loads a program of either kind of modules: what `require` refuses is imported. */
async function load() {
  try {
    return createRequire(entry)(entry);
  } catch (error) {
    if (error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(entry).href);
  }
}

/** Notes each app as it is made and as it is mounted in another one. */
function watchApps() {
  let express;
  try {
    express = createRequire(entry)('express');
  } catch {
    return;
  }
  const { init } = express.application;
  express.application.init = function (...args) {
    made.push({ app: this, file: callerInFolder() });
    this.once('mount', () => mounted.add(this));
    return init.apply(this, args);
  };
}

/** The file of the program that calls, as it is named in the folder; `null` where it is none of them. */
function callerInFolder() {
  for (const line of new Error().stack.split('\n').slice(1)) {
    const place = /\(?((?:file:\/\/)?\/[^()]+?):\d+:\d+\)?$/.exec(line)?.[1];
    if (place === undefined) continue;
    const file = place.startsWith('file:') ? fileURLToPath(place.split('?')[0]) : place;
    const name = path.relative(folder, file);
    if (!name.startsWith('..') && !name.includes('node_modules')) return name;
  }
  return null;
}

/** What a program requires and is not there, such as its database, is replaced by what lets every request on. */
function standIn() {
  const { _load: load } = Module;
  Module._load = function (request, ...rest) {
    try {
      return load.call(this, request, ...rest);
    } catch (error) {
      if (error?.code !== 'MODULE_NOT_FOUND' || !error.message.startsWith(`Cannot find module '${request}'`))
        throw error;
      standIns.add(request);
      return anything();
    }
  };
}

/** Something that can be called, made with `new`, and asked for any name; as a look-up it may find nothing. */
function anything(name = '') {
  const own = new Map();
  return new Proxy(nothing, {
    get: (_, member) => {
      if (member === 'then' || typeof member === 'symbol') return undefined;
      if (member === 'length') return 3;
      if (!own.has(member)) own.set(member, anything(member));
      return own.get(member);
    },
    apply: (_, __, args) => {
      const last = args.at(-1);
      const isHandler = args.length === 3 && typeof args[1]?.setHeader === 'function';
      if (isHandler && typeof last === 'function') return last();
      const found = findsNothing && LOOKS_UP.test(name) ? null : anything();
      if (typeof last === 'function') setImmediate(last, null, found);
      return found;
    },
    construct: () => anything(),
  });
}

const LOOKS_UP = /find|get|query|verif|valid|check|look|compare|one|first|select|exec|where|session|auth/i;

function nothing() {}

/** `listen` of the program opens no port: its apps are served by this file. */
function stayOffPorts() {
  net.Server.prototype.listen = function (...args) {
    listening = true;
    const done = args.find((arg) => typeof arg === 'function');
    if (done !== undefined) this.once('listening', done);
    process.nextTick(() => this.emit('listening'));
    return this;
  };
  net.Server.prototype.address = () => ({ address: '127.0.0.1', family: 'IPv4', port: 3000 });
}

/** The app that the program exports, and those that it makes and mounts nowhere. */
async function appsOf(exported) {
  const own = [
    exported,
    exported?.default,
    exported?.app,
    exported?.default?.app,
    exported?.default?.default,
  ].find(
    (one) => typeof one === 'function' && typeof one.use === 'function' && typeof one.handle === 'function',
  );
  if (own === undefined) {
    const end = Date.now() + PATIENCE;
    while (!listening && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  } else await new Promise((resolve) => setImmediate(resolve));
  const rest = made.filter(({ app }) => app !== own && !mounted.has(app));
  return own === undefined
    ? rest
    : [{ app: own, file: made.find(({ app }) => app === own)?.file ?? null }, ...rest];
}

async function serve({ app, file }) {
  const port = await open(http.createServer(app));
  const tls =
    certificate === undefined ? null : await open(https.createServer({ cert: certificate, key }, app));
  return { file, port, tls };
}

function open(server) {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    realListen.call(server, 0, '127.0.0.1', () => resolve(realAddress.call(server).port));
  });
}
