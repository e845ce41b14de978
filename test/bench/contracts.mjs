// OpenAPI documents of any size for the bench: ordinary operations and schemas, as many as are needed.

const METHODS = ['get', 'post', 'patch', 'delete'];
const WORDS =
  'account address amount archive batch branch budget calendar card catalog channel charge comment contact coupon customer delivery device discount event file folder group invoice item label lead ledger line list message meter note offer order page parcel partner payment plan policy price product project quote refund region report review role route sample schedule segment session shift shipment site source stage status stock store subscription supplier survey tag task team template tenant ticket token topic track transfer unit usage user vault vendor version visit voucher warehouse webhook widget zone'.split(
    ' ',
  );

const word = (i) => WORDS[i % WORDS.length];

/** A schema of some properties with descriptions and examples, as generators write them. */
function schema(i) {
  const properties = {};
  for (let k = 0; k < 14; k++) {
    const name = `${word(i * 7 + k)}_${word(k * 3 + i)}`;
    properties[name] =
      k % 5 === 0
        ? { $ref: `#/components/schemas/${word(i + k)}-${(i + k) % 40}` }
        : {
            description: `The ${word(k)} of the ${word(i)}: it's kept with the ${word(i + k)}, and shown to its owner.`,
            type: k % 3 === 0 ? 'integer' : 'string',
            nullable: k % 4 === 1,
            examples: [k % 3 === 0 ? k * 37 : `${word(k)} #${i}`],
          };
  }
  return {
    title: `${word(i)} ${i}`,
    type: 'object',
    properties,
    required: Object.keys(properties).slice(0, 4),
  };
}

function operation(path, method, i) {
  const name = word(i);
  return {
    summary: `${method} a ${name}`,
    description: `Answers with the ${name} of the ${word(i + 1)}.\n\nOnly those who may see the ${name} get one:\n\n- owners\n- the ${word(i + 2)}'s team\n`,
    tags: [name],
    operationId: `${name}/${method}-${i}`,
    parameters: [
      { $ref: '#/components/parameters/account' },
      {
        name: 'per_page',
        in: 'query',
        description: 'How many of them.',
        schema: { type: 'integer', default: 30 },
      },
    ],
    ...(method === 'post' || method === 'patch'
      ? { requestBody: { required: true, content: { 'application/json': { schema: schema(i + 3) } } } }
      : {}),
    responses: {
      200: {
        description: 'What was asked for.',
        content: {
          'application/json': { schema: schema(i), examples: { default: { value: example(path, i) } } },
        },
      },
      401: { $ref: '#/components/responses/unauthorized' },
      404: { description: `There is no such ${name}.` },
    },
    ...(i % 3 === 0 ? { security: [{ bearer: [] }, { key: [] }] } : {}),
  };
}

function example(path, i) {
  return Array.from({ length: 6 }, (_, k) => ({
    id: i * 10 + k,
    url: `https://api.shop.example${path}/${k}`,
    name: `${word(i + k)} "${word(k)}"`,
    tags: [word(k), word(k + 1)],
    created_at: '2011-04-10T20:09:31Z',
  }));
}

/** An OpenAPI 3.0 document as data, with that many operations; `schemas` are those that nothing but `$ref`s reach. */
export function contract(operations, schemas) {
  const paths = {};
  for (let i = 0; i < operations; i += 2) {
    const path = `/${word(i)}/{account}/${word(i + 1)}-${i}`;
    const first = METHODS[(i >> 1) % 2 === 0 ? 0 : 2];
    const second = METHODS[(i >> 1) % 2 === 0 ? 1 : 3];
    paths[path] = { [first]: operation(path, first, i), [second]: operation(path, second, i + 1) };
  }
  const named = {};
  for (let i = 0; i < schemas; i++) named[`${word(i)}-${i}`] = schema(i);
  return {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1.0.0', description: 'Everything that a shop needs.' },
    servers: [{ url: 'https://api.shop.example/v1' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
      parameters: { account: { name: 'account', in: 'path', required: true, schema: { type: 'string' } } },
      responses: {
        unauthorized: {
          description: 'The credentials are missing or wrong.',
          headers: { 'WWW-Authenticate': { schema: { type: 'string', example: 'Bearer' } } },
        },
      },
      schemas: named,
    },
  };
}

/** A value as block style YAML, as the common libraries dump it. */
export function toYaml(value) {
  const out = [];
  write(value, '', out);
  return out.join('');
}

function write(value, indent, out) {
  for (const [key, inner] of Object.entries(value)) {
    out.push(indent, keyOf(key), ':');
    writeValue(inner, indent, out);
  }
}

function writeValue(value, indent, out) {
  if (Array.isArray(value)) {
    if (value.length === 0) out.push(' []\n');
    else out.push('\n');
    for (const item of value) {
      if (typeof item !== 'object') out.push(indent, '- ', scalarOf(item, indent), '\n');
      else {
        const inner = [];
        write(item, `${indent}  `, inner);
        out.push(indent, '- ', inner.join('').slice(indent.length + 2));
      }
    }
  } else if (typeof value === 'object') {
    out.push('\n');
    write(value, `${indent}  `, out);
  } else if (typeof value === 'string' && value.includes('\n')) {
    out.push(
      ' |\n',
      ...value
        .trimEnd()
        .split('\n')
        .map((line) => (line === '' ? '\n' : `${indent}  ${line}\n`)),
    );
  } else out.push(' ', scalarOf(value), '\n');
}

function keyOf(key) {
  return /^[\w/$][\w/${}.-]*$/.test(key) && !/^\d+$/.test(key) ? key : `'${key}'`;
}

function scalarOf(value) {
  if (typeof value !== 'string') return String(value);
  return /^[A-Za-z](?:[\w/.+-]| (?! )|:\/\/|#(?!\s))*$/.test(value) &&
    !/ #|^(?:true|false|null|yes|no)$/.test(value)
    ? value
    : `'${value.replaceAll("'", "''")}'`;
}
