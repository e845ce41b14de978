import type { ErrorRequestHandler } from 'express';
import { HttpFault } from './http.js';

export const boundary: ErrorRequestHandler = (fault, _req, res, next) => {
  if (res.headersSent || !(fault instanceof HttpFault)) return next(fault);
  res.status(fault.code).json({ title: fault.title, detail: fault.message });
};

export const errorBoundary = () => boundary;
