import { buildServer } from '@/server';
import { env } from '@/config';

const server = buildServer();
if (env.NODE_ENV !== 'test' && env.PORT !== 0) server.listen(env.PORT);

export default server;
