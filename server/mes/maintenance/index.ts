export { ticketLinkRoutes } from './link-routes.ts';
export { configureMaintenance, openTicket } from './open-ticket.ts';
export { maintenanceRoutes } from './routes.ts';
export { ticketLinkSecret } from './ticket-link.ts';
