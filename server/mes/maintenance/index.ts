export { ticketLinkRoutes } from './link-routes.ts';
export { configureMaintenance, openTicket } from './open-ticket.ts';
export { maintenanceRoutes } from './routes.ts';
export { ticketLinkSecret } from './ticket-link.ts';
export { acknowledgeTicket, closeTicket, escalateTicket } from './work-on-ticket.ts';
