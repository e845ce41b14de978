// The server's half of the file system `disk:`: reads, lists and writes a real folder over HTTP, for webfs/extension.js.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FILE = 1;
const DIRECTORY = 2;

/** Answers one request about `name` below `root`. The query says what is asked: stat, readdir, mkdir, rename=…; else the content. */
export async function serveDisk(root, name, query, request, response) {
  const file = path.join(root, name);
  if (path.relative(root, file).startsWith('..')) {
    response.statusCode = 403;
    response.end();
  } else if (request.method === 'PUT') {
    await change(root, file, query, request);
    response.end();
  } else if (request.method === 'DELETE') {
    await rm(file, { recursive: true });
    response.end();
  } else {
    response.end(await answer(file, query));
  }
}

async function answer(file, query) {
  if (query.has('stat')) {
    const found = await stat(file);
    return JSON.stringify({
      type: typeOf(found),
      ctime: found.ctimeMs,
      mtime: found.mtimeMs,
      size: found.size,
    });
  }
  if (query.has('readdir')) {
    const entries = await readdir(file, { withFileTypes: true });
    return JSON.stringify(entries.map((entry) => [entry.name, typeOf(entry)]));
  }
  return readFile(file);
}

async function change(root, file, query, request) {
  if (query.has('mkdir')) {
    await mkdir(file, { recursive: true });
  } else if (query.has('rename')) {
    await rename(path.join(root, path.relative('/workspace', query.get('rename'))), file);
  } else {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    await writeFile(file, Buffer.concat(chunks));
  }
}

function typeOf(entry) {
  return entry.isDirectory() ? DIRECTORY : FILE;
}
