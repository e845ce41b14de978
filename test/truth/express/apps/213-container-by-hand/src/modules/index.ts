import { customers } from './customers';
import { exchange } from './exchange';
import { guard } from './guard';
import { health } from './health';
import type { Module } from './module';

export const MODULES: readonly Module[] = [health, exchange, guard, customers];
