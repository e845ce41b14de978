import express from 'express';
import { Role, allow, identify } from '@auth/index';
import * as routers from './routers';

const app = express();
app.use(identify);
app.use('/books', routers.books);
app.use('/loans', allow(Role.Librarian, Role.Admin), routers.loans);
app.use('/admin', allow(Role.Admin), routers.admin);
export default app;
