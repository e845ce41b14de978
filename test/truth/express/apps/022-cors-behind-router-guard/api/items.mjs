import express from 'express';
const items = express.Router();
items.get('/', (req, res) => res.json([]));
export { items };
