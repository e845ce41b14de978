import { compose } from './main/compose.js';

const { http } = await compose();
export default http;
