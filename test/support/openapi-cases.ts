// The labelled documents: those of the project, and those beside it where they are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextFile } from './workspace';

export type LabelledCase = { readonly name: string; readonly folder: string };

const FOLDERS = ['test/openapi/cases', '../shared/openapi/cases'];

/** All cases by the names of their documents. */
export function labelledCases(): readonly LabelledCase[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(ya?ml|json)$/.test(name) && !name.endsWith('.expect.json'))
      .map((name) => ({ name, folder })),
  );
}

/** The document, and the files in the folder of its parts. */
export function filesOfCase({ name, folder }: LabelledCase): readonly TextFile[] {
  const parts = `${name.split('-')[0]}-parts`;
  const more = existsSync(join(folder, parts))
    ? readdirSync(join(folder, parts)).map((part) => `${parts}/${part}`)
    : [];
  return [name, ...more].map((file) => ({
    name: file,
    text: readFileSync(join(folder, file), 'utf8'),
    language: 'data',
  }));
}
