import type { Express, Router } from 'express';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Database } from '../database/index.ts';
import { auditRoutes } from '../mes/audit/routes.ts';
import { dashboardRoutes } from '../mes/dashboard/routes.ts';
import { equipmentRoutes } from '../mes/equipment/routes.ts';
import { erpRoutes } from '../mes/erp/routes.ts';
import type { Route } from '../mes/http/index.ts';
import { LiveHub, liveRoutes } from '../mes/live/index.ts';
import { lotRoutes } from '../mes/lots/routes.ts';
import { configureMaintenance, maintenanceRoutes, ticketLinkRoutes, ticketLinkSecret } from '../mes/maintenance/index.ts';
import { materialRoutes } from '../mes/materials/routes.ts';
import { notificationRoutes } from '../mes/notifications/routes.ts';
import { orderRoutes } from '../mes/orders/routes.ts';
import { outboxRoutes } from '../mes/outbox/routes.ts';
import { personnelRoutes } from '../mes/personnel/index.ts';
import { qualityRoutes } from '../mes/quality/index.ts';
import { plantSecret } from '../mes/settings/settings.ts';
import { taskRoutes } from '../mes/tasks/routes.ts';
import { workflowRoutes } from '../mes/workflows/index.ts';
import type { Library } from '../mes/workflows/index.ts';
import { createExpressApp } from './app.ts';
import { startHousekeeping } from './housekeeping.ts';
import { apiMetrics } from './metrics.ts';
import { demoRoute, healthRoute } from './plant-routes.ts';
import type { Demo, ReadHealth } from './plant-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { SignInLimits } from './session-routes.ts';

export type { Demo, PartHealth, ReadHealth } from './plant-routes.ts';

export interface ApiOptions {
  readonly database: Database;
  readonly log: Logger;
  /** `readLibrary(projectRoot())` */
  readonly library: Library;
  /** The address people use, without a slash at its end. */
  readonly publicUrl: string;
  readonly version: string;
  readonly readHealth: ReadHealth;
  /** ISO 8601; how long a ticket may wait for somebody. */
  readonly escalateAfter: string;
  /** Also for the job workers' counters; a new one if not given. */
  readonly registry?: Registry;
  /** Folder of the built web client. */
  readonly clientDir?: string | undefined;
  readonly erpToken?: string | undefined;
  readonly demo?: Demo | undefined;
  /** Express routers of others, such as the simulation's, with who may use them; mounted below /api/. */
  readonly extra?: readonly Route[];
  readonly routers?: readonly { readonly path: string; readonly roles: Extract<Route['access'], { roles: unknown }>['roles']; readonly router: Router }[];
  readonly trustProxy?: string | undefined;
  readonly signInLimits?: SignInLimits;
  /** How often live listeners are told that the server is there, and asked whether they still may listen. */
  readonly liveHeartbeatMs?: number;
}

export interface Api {
  readonly app: Express;
  /** Every route that is served, for the tests and the description. */
  readonly routes: readonly Route[];
  readonly registry: Registry;
  /** Ends live connections' source and the housekeeping; the HTTP server is its opener's to close. */
  stop(): void;
}

/** The API and web client as an Express application; the caller listens. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { database, log, library, publicUrl, escalateAfter, registry = new Registry(), demo } = options;
  await configureMaintenance(database, { publicUrl, escalateAfter });
  const hub = new LiveHub(database);
  await hub.start();
  const metrics = apiMetrics(registry, database);
  const routes: Route[] = [
    ...sessionRoutes(options.signInLimits),
    healthRoute(options.readHealth), ...(demo === undefined ? [] : [demoRoute(demo)]), ...dashboardRoutes(), ...taskRoutes(library), ...orderRoutes(), ...materialRoutes(), ...lotRoutes(),
    ...equipmentRoutes(), ...qualityRoutes(), ...maintenanceRoutes(), ...ticketLinkRoutes(library, await plantSecret(database, ticketLinkSecret)), ...notificationRoutes(), ...outboxRoutes(), ...auditRoutes(), ...workflowRoutes(),
    ...erpRoutes(), ...personnelRoutes(await plantSecret(database, 'pin')), ...liveRoutes(hub, metrics.live, options.liveHeartbeatMs), ...(options.extra ?? []),
  ];
  const app = await createExpressApp({
    database, log, registry, metrics, routes, publicUrl, version: options.version, routers: options.routers ?? [],
    ...(options.clientDir === undefined ? {} : { clientDir: options.clientDir }), ...(options.erpToken === undefined ? {} : { erpToken: options.erpToken }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
  });
  const stopHousekeeping = startHousekeeping(database, hub, log);
  return {
    app, routes, registry,
    stop: () => {
      stopHousekeeping();
      hub.stop();
    },
  };
}
