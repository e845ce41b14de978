import 'dotenv/config';
import express from 'express';
import { load } from './core/load';
import { ShelfController } from './controllers/shelf.controller';
import { BookController } from './controllers/book.controller';
import { onError } from './core/errors';

const app = express();
app.use(express.json());
load(app, [ShelfController, BookController]);
app.use(onError);

export default app;
