// The part of the core that is loaded for settings files: reading them, and changing their texts.
export { type Accepted, accept } from '../config/accept';
export { readConfig } from '../config/read';
export { CONFIG_SCHEMA } from '../config/schema';
export { turnOff } from '../config/turn-off';
