export { default as ticketsRouter } from './tickets.router';
