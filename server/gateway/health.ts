import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';

/** The names under which Zeebe's gateway tells its health (grpc.health.v1). */
const SERVICES = ['', 'gateway_protocol.Gateway'];
const LOOK_EVERY_MS = 1_000;

/** Tells load balancers whether the gateway takes calls; gives the function that ends it. */
export function serveHealth(server: Server, isHealthy: () => boolean): () => void {
  let told = isHealthy();
  const health = new HealthImplementation(Object.fromEntries(SERVICES.map((name) => [name, statusOf(told)])));
  health.addToServer(server);
  const look = setInterval(() => {
    const now = isHealthy();
    if (now === told) return;
    told = now;
    for (const name of SERVICES) health.setStatus(name, statusOf(told));
  }, LOOK_EVERY_MS);
  look.unref();
  return () => clearInterval(look);
}

function statusOf(healthy: boolean): 'SERVING' | 'NOT_SERVING' {
  return healthy ? 'SERVING' : 'NOT_SERVING';
}
