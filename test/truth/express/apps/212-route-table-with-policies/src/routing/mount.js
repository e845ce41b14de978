import { policies } from './policies.js';

export function mount(app, table) {
  Object.entries(table).forEach(([key, [policy, handler]]) => {
    const [verb, path] = key.split(' ');
    app[verb.toLowerCase()](path, ...policies[policy], handler);
  });
}
