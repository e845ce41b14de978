// What runs an app: the program itself, or a platform that has its own ways with requests.
import type { ExpressContext } from '../express-rule';

/** Platforms that hand over requests whose bodies are parsed. */
const PARSING = [
  'firebase-functions',
  '@google-cloud/functions-framework',
  '@azure/functions',
  'azure-function-express',
  'serverless-http',
  'aws-serverless-express',
  '@vendia/serverless-express',
  '@codegenie/serverless-express',
  '@netlify/functions',
  '@vercel/node',
  'next',
];

/** Whether a platform that the program names parses bodies before Express does. */
export function parsesBodies(context: ExpressContext): boolean {
  return PARSING.some((name) => context.callsOf(name).length > 0);
}

/** Whether the program listens by itself, so that nothing but it sees its requests first. */
export function isListening({ everything }: ExpressContext): boolean {
  let found = false;
  everything.each(['call'], ({ node }) => {
    if (node.callee.kind === 'member' && node.callee.name === 'listen') found = true;
  });
  return found;
}
