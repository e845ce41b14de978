import express from 'express';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import customers from './routes/customers.mjs';
import invoices from './routes/invoices.mjs';
import { requireApiKey } from './lib/api-key.mjs';

const __dirname = path.dirname(fileURLToPath(import.meta.url));
const app = express();

app.use(express.json());
app.get('/', (req, res) => res.send('billing'));

app.use(requireApiKey);
app.use('/invoices', invoices);
app.use('/customers', customers);
app.use('/exports', express.static(path.join(__dirname, 'exports')));
app.use('/exports', (req, res) => res.status(404).json({ error: 'No such export' }));

export default app;
