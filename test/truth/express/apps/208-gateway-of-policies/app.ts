import { Gateway } from './src/gateway.js';
import { ledger } from './src/routes/ledger.js';
import { partners } from './src/routes/partners.js';

export default Gateway.create()
  .mount('/ledger', ledger)
  .mount('/partners', partners)
  .seal();
