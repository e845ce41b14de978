import jwt from 'jsonwebtoken';
import { promisify } from 'node:util';

const verify = promisify(jwt.verify);

export const verifyToken = async (token) => verify(token, process.env.MAGAZINE_SECRET ?? 'magazine');
