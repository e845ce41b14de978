import express from 'express';
import { errorHandler } from '@/shared';
import { authRouter, requireUser } from '@features/auth';
import { eventsRouter } from '@features/events';
import { ticketsRouter } from '@features/tickets';

export function buildServer() {
  const api = express.Router();
  api.use('/auth', authRouter);
  api.use('/events', eventsRouter);
  api.use('/tickets', requireUser, ticketsRouter);

  return express().use(express.json()).use('/api', api).use(errorHandler);
}
