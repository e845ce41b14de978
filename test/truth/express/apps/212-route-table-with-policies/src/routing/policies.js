import { reader } from '../auth/reader.js';
import { editor } from '../auth/editor.js';
import { catchAsync } from '../middleware/catch-async.js';

export const policies = { open: [], reader: [reader], editor: [catchAsync(editor)] };
