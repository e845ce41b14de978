import { within } from '../router/endpoint.js';
import { people } from './people.js';
import { teams } from './teams.js';

export const endpoints = [...within('/people', people), ...within('/teams', teams)];
