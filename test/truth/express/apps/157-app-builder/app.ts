import { AppBuilder } from './app-builder';
import { auth } from './auth';
import { stockRouter } from './stock';
import { suppliersRouter } from './suppliers';

export default new AppBuilder()
  .withJson()
  .withRouter('/stock', stockRouter)
  .withMiddleware(auth)
  .withRouter('/suppliers', suppliersRouter)
  .build();
