// The official JSON schemas of OpenAPI 2.0, 3.0, 3.1 and 3.2, as a package carries them: what is wrong with a document.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a schema says against a document; none where it is valid. Each is a place in the document, and what is wrong there. */
export type SchemaErrors = readonly { readonly place: string; readonly message: string }[];

type Answer = { readonly valid: boolean; readonly errors?: unknown };
type Validator = { validate(document: unknown): Promise<Answer> };

/** The package is a module that finds its schemas beside itself, so it must not be bundled. */
const PACKAGE = pathToFileURL(
  join(process.cwd(), 'node_modules/@seriousme/openapi-schema-validator/index.js'),
).href;

let opened: Promise<Validator> | null = null;

async function open(): Promise<Validator> {
  const loaded: { readonly Validator: new (options: object) => Validator } = await import(PACKAGE);
  return new loaded.Validator({ allErrors: true });
}

/** Checks a document, which has to be plain data, against the schema of the version that it names. */
export async function schemaErrors(document: unknown): Promise<SchemaErrors> {
  opened ??= open();
  const { valid, errors } = await (await opened).validate(structuredClone(document));
  if (valid) return [];
  if (!Array.isArray(errors)) return [{ place: '', message: String(errors) }];
  return errors.map((error: { instancePath?: string; message?: string }) => ({
    place: error.instancePath ?? '',
    message: error.message ?? '',
  }));
}
