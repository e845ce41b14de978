import express from 'express';
const admin = express.Router();
admin.delete('/books/:isbn', (_req, res) => void res.sendStatus(204));
export default admin;
