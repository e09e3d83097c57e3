import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { Simulation } from './index.ts';

const order = z.strictObject({
  /** Kilograms. */
  load: z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, 'a weight in kilograms such as 5.003').optional(),
  fault: z.boolean().optional(),
});

/** The hand that loads the simulated scales: `GET /` lists the machines, `POST /:machineId {load?, fault?}` acts on one. Who may is its mounter's to say. */
export function simulationRouter(simulation: Pick<Simulation<never>, 'machines' | 'load' | 'setFault'>): Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/', (_request, response) => {
    response.json({ items: simulation.machines });
  });
  router.post('/:machineId', (request, response) => {
    const { machineId } = request.params;
    const parsed = order.safeParse(request.body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
      return void problem(response, 422, 'simulation-order-invalid', 'Not understood', errors[0]?.message ?? '', errors);
    }
    const { load, fault } = parsed.data;
    if (!simulation.machines.some((machine) => machine.equipmentId === machineId || machine.connectionId === machineId))
      return void problem(response, 404, 'unknown-machine', 'Unknown machine', `No simulated machine is called "${machineId}".`);
    if (load !== undefined && !simulation.load(machineId, load))
      return void problem(response, 422, 'no-scale', 'Not a scale', `"${machineId}" cannot be loaded.`);
    if (fault !== undefined) simulation.setFault(machineId, fault);
    response.json({ machineId, ...parsed.data });
  });
  return router;
}

function problem(response: express.Response, status: number, code: string, title: string, detail: string, errors: object[] = []): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ type: `/problems/${code}`, title, status, detail, code, errors }));
}
