// `--requests FILE`: many requests, with what is expected of them.
import { promises } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { type Expectation, type HeaderLine, requestTo } from '../core';
import type { Asked } from './explain';
import { type Io, UsageError } from './io';

const nullableTexts = v.nullable(v.array(v.string()));

const expectation = v.strictObject({
  status: v.optional(v.pipe(v.number(), v.integer())),
  wwwAuthenticate: v.optional(v.union([nullableTexts, v.string()])),
  location: v.optional(v.nullable(v.string())),
});

const entries = v.array(
  v.object({
    method: v.string(),
    url: v.string(),
    headers: v.optional(v.record(v.string(), v.union([v.string(), v.array(v.string())])), {}),
    from: v.optional(v.string()),
    credentials: v.optional(v.picklist(['valid', 'invalid'])),
    expect: v.optional(expectation),
  }),
);

/** Reads a file of requests; the first mistake in it is wrong usage. */
export async function readRequests(path: string, io: Io): Promise<readonly Asked[]> {
  const text = await promises.readFile(resolve(io.cwd, path), 'utf8').catch(() => null);
  if (text === null) throw new UsageError(`--requests: ${path} cannot be read.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `--requests: ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const result = v.safeParse(entries, value);
  if (!result.success) {
    const [issue] = result.issues;
    const at = v.getDotPath(issue) ?? 'the file';
    throw new UsageError(
      `--requests: ${path}: ${at}: expected ${issue.expected ?? 'nothing'}, not ${issue.received}.`,
    );
  }
  return result.output.map((entry, i) => toAsked(entry, `${path}: entry ${i}`));
}

function toAsked(entry: v.InferOutput<typeof entries>[number], where: string): Asked {
  const headers = Object.entries(entry.headers).flatMap(([name, values]): HeaderLine[] =>
    (typeof values === 'string' ? [values] : values).map((value) => [name, value]),
  );
  const { from, credentials } = entry;
  const request = requestTo(entry.method, entry.url, {
    headers,
    ...(from === undefined ? {} : { from }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  if (request === null) throw new UsageError(`--requests: ${where}: "${entry.url}" is no URL and no path.`);
  return { request, expect: entry.expect === undefined ? null : toExpectation(entry.expect) };
}

function toExpectation({
  status,
  wwwAuthenticate,
  location,
}: v.InferOutput<typeof expectation>): Expectation {
  const challenges = typeof wwwAuthenticate === 'string' ? [wwwAuthenticate] : wwwAuthenticate;
  return {
    ...(status === undefined ? {} : { status }),
    ...(challenges === undefined ? {} : { challenges }),
    ...(location === undefined ? {} : { location }),
  };
}
