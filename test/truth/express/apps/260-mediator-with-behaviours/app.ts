import express from 'express';
import { createMediator } from './application/create-mediator.js';
import { artworksController } from './presentation/artworks.controller.js';
import { errorFilter } from './presentation/error.filter.js';
import { currentUser } from './presentation/current-user.js';

const mediator = createMediator();
const app = express();

app.use(express.json());
app.use(currentUser);
app.use('/artworks', artworksController(mediator));
app.use(errorFilter);

export default app;
