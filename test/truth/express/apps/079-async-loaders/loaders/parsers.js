import express from 'express';
export async function parsers(app) {
  app.use(express.json());
}
