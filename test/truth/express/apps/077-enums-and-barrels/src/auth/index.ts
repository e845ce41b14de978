export { Role } from './role';
export { identify } from './identify';
export { allow } from './allow';
