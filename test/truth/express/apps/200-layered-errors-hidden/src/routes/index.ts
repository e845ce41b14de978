export { default as orderRoutes } from './order.routes';
export { default as healthRoutes } from './health.routes';
