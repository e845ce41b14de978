import type { Router } from 'express';
import backoffice from './backoffice';
import catalogue from './catalogue';
import newsletter from './newsletter';

export const features: { name: string; router: Router }[] = [
  { name: 'backoffice', router: backoffice },
  { name: 'catalogue', router: catalogue },
  { name: 'newsletter', router: newsletter },
];
