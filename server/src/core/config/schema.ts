// The schema of the settings: their type, their validation and, at build time, their JSON schema come from here.
import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const texts = v.array(text);

const severity = v.picklist(['off', 'info', 'warning', 'error']);
const upstream = v.picklist(['basic', 'bearer', 'session', 'none']);

const ignore = v.strictObject({
  file: v.pipe(text, v.description('A glob of files, relative to the folder of these settings.')),
  rule: v.pipe(text, v.description('The id of the rule.')),
  route: v.optional(
    v.pipe(
      text,
      v.description('A route as `authlint routes` shows it, or a glob of paths that the witness asks for.'),
    ),
  ),
  pointer: v.optional(
    v.pipe(
      text,
      v.description('A JSON pointer into an OpenAPI document: only findings there or below are meant.'),
    ),
  ),
  reason: v.optional(v.pipe(text, v.description('Why the finding is accepted.'))),
});

export const CONFIG_SCHEMA = v.strictObject({
  $schema: v.optional(v.string()),
  rules: v.optional(v.pipe(v.record(text, severity), v.description('The severity of a rule, or "off".')), {}),
  include: v.optional(
    v.pipe(
      texts,
      v.description(
        'Globs of the files to look at, whatever they are called. Without it: all that look like one.',
      ),
    ),
  ),
  exclude: v.optional(v.pipe(texts, v.description('Globs of files and folders to leave out.')), []),
  ignore: v.optional(
    v.pipe(v.array(ignore), v.description('Findings that were looked at and are accepted.')),
    [],
  ),
  public: v.optional(
    v.pipe(
      texts,
      v.description('Globs of URL paths that are meant to be open to everyone, such as "/health".'),
    ),
    [],
  ),
  guards: v.optional(
    v.pipe(
      v.record(text, text),
      v.description('Functions that are authentication middleware, with the scheme that they check.'),
    ),
    {},
  ),
  upstreams: v.optional(
    v.pipe(
      v.record(text, upstream),
      v.description('What an upstream expects to be sent, by its name or host.'),
    ),
    {},
  ),
});

export type Config = Readonly<Omit<v.InferOutput<typeof CONFIG_SCHEMA>, '$schema'>>;

export type Ignore = Readonly<v.InferOutput<typeof ignore>>;
