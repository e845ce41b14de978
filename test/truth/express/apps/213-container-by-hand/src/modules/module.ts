import type { Express } from 'express';
import type { Container } from '../container';

export interface Module { register(app: Express, container: Container): void }
