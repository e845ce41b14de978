import { bootstrap } from './src/bootstrap';

export default bootstrap().app;
