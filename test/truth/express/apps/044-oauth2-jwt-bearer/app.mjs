import express from 'express';
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';
const app = express();
const checkJwt = auth({ issuer: 'https://id.example/', audience: 'https://api.example', secret: 'a-secret-of-many-letters', tokenSigningAlg: 'HS256' });
app.get('/public', (req, res) => res.json({ public: true }));
app.get('/private', checkJwt, (req, res) => res.json({ private: true }));
app.get('/scoped', checkJwt, requiredScopes('read:things'), (req, res) => res.json({ scoped: true }));
export default app;
