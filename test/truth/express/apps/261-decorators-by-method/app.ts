import { createTheatre } from './src/theatre.js';
export default createTheatre();
