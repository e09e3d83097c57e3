import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../server/project-root.ts';
import type { Diagram } from '../diagram.ts';
import { SCOPE } from '../diagram.ts';
import type { Player } from '../player.ts';
import type { Scenario } from '../scenario.ts';

/** A diagram of `workflows/`, unchanged but for names that scenarios must not share. */
function shipped(folder: string): Diagram {
  const processId = path.basename(folder);
  const xml = readFileSync(path.join(projectRoot(), 'workflows', folder, `${processId}.bpmn`), 'utf8')
    .replaceAll(/(<bpmn:process id="[^"]*|<zeebe:calledElement processId="[^"]*|<zeebe:taskDefinition type="[^"]*|<bpmn:message id="[^"]*" name="[^"]*)"/g, `$1${SCOPE}"`)
    .replaceAll(/(bpmnElement="[^"]*)"/g, (attribute) => (attribute === `bpmnElement="${processId}"` ? `bpmnElement="${processId}${SCOPE}"` : attribute));
  return { processId, xml };
}

const order = () => [shipped('production/production-order'), shipped('production/weigh-component'), shipped('quality/quality-hold')];

async function beginWeighing(player: Player, jobOrderIds: readonly string[]): Promise<void> {
  await player.complete(await player.job('mes:start-order'), { operations: jobOrderIds.map((jobOrderId) => ({ jobOrderId })), lotId: 'L1', noise: 1 });
  for (const jobOrderId of jobOrderIds) {
    await player.complete(await player.job('mes:start-operation'), { workCenterId: `WC-${jobOrderId}`, scaleConnectionId: 'scale' });
  }
}

async function finishTask(player: Player, count: number, variables: Record<string, unknown>): Promise<void> {
  await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED', { count })}/completion`, { variables });
}

export const shippedProcesses: Scenario[] = [
  {
    name: 'Shipped an order is weighed completed and reported',
    async play(player) {
      await player.deploy(...order());
      const instance = await player.create('production-order', { orderId: 'PO-1', commandId: 'C1' });
      await beginWeighing(player, ['J1', 'J2']);
      for (const count of [1, 2]) {
        await player.complete(await player.job('modbus:write'));
        await finishTask(player, count, { outcome: 'Weighed' });
        await player.complete(await player.job('mes:complete-operation'));
      }
      await player.complete(await player.job('mes:complete-order'));
      await player.complete(await player.job('erp:report-performance'));
      await player.ended(instance);
    },
  },
  {
    name: 'Shipped a deviation holds the lot until it is released',
    async play(player) {
      await player.deploy(...order());
      const instance = await player.create('weigh-component', { jobOrderId: 'J1', lotId: 'L1', orderId: 'PO-1', targetType: 'lot', targetId: 'L1', reasonCode: 'TOLERANCE', reason: 'too heavy' });
      await player.complete(await player.job('mes:start-operation'), { workCenterId: 'WC', scaleConnectionId: 'scale' });
      await player.throwError(await player.job('modbus:write'), 'MACHINE_UNAVAILABLE', 'no answer');
      await finishTask(player, 1, { outcome: 'Deviation' });
      await player.complete(await player.job('mes:place-hold'), { holdId: 'H1' });
      await finishTask(player, 2, { decision: 'Release' });
      await player.complete(await player.job('mes:release-hold'));
      await player.complete(await player.job('mes:complete-operation'));
      await player.ended(instance);
    },
  },
  {
    name: 'Shipped a scrapped lot ends the order and is reported',
    async play(player) {
      await player.deploy(...order());
      const instance = await player.create('production-order', { orderId: 'PO-1', commandId: 'C1' });
      await beginWeighing(player, ['J1', 'J2']);
      await player.complete(await player.job('modbus:write'));
      await finishTask(player, 1, { outcome: 'Deviation' });
      await player.complete(await player.job('mes:place-hold'), { holdId: 'H1' });
      await finishTask(player, 2, { decision: 'Scrap' });
      await player.complete(await player.job('mes:scrap-lot'));
      await player.complete(await player.job('mes:scrap-order'));
      await player.complete(await player.job('erp:report-performance'));
      await player.ended(instance);
    },
  },
  {
    name: 'Shipped a hold can be asked for by a message',
    async play(player) {
      await player.deploy(shipped('quality/quality-hold'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED');
      await player.publish('quality-hold-requested', 'L1', { targetType: 'lot', targetId: 'L1' }, { ttlMs: 60_000, id: 'hold-1' });
      await player.complete(await player.job('mes:place-hold'), { holdId: 'H1' });
      await finishTask(player, 1, { decision: 'Scrap' });
      await player.complete(await player.job('mes:scrap-lot'));
      await player.element('scrapped', 'ELEMENT_COMPLETED');
    },
  },
  {
    name: 'Shipped a machine fault is escalated acknowledged repaired and closed',
    async play(player) {
      await player.deploy(shipped('maintenance/maintenance-ticket'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED');
      const fault = { equipmentId: 'S1', fault: 'E7', faultId: 'F1', severity: 'high', since: '2030-01-01T00:00:00Z' };
      await player.publish('machine-fault', 'S1', fault, { ttlMs: 3_600_000, id: 'F1' });
      await player.publish('machine-fault', 'S1', { ...fault, faultId: 'F2' }, { ttlMs: 0, id: 'F2' });
      await player.complete(await player.job('mes:open-ticket'), { ticketId: 'T1', crewEmails: ['crew@plant.example'], supervisorEmails: ['boss@plant.example'], escalateAfter: 'PT15M' });
      await player.complete(await player.job('mail:send'));
      for (const count of [1, 2]) {
        await player.event('TIMER', 'CREATED', { count });
        await player.pass(900_000);
        await player.complete(await player.job('mes:escalate-ticket'));
        await player.complete(await player.job('mail:send'));
        await player.element('escalated', 'ELEMENT_COMPLETED', count);
      }
      await player.publish('ticket-acknowledged', 'T1', {}, { ttlMs: 60_000 });
      await finishTask(player, 1, { repair: 'new belt' });
      await player.complete(await player.job('mes:close-ticket'));
      await player.element('ticket-closed', 'ELEMENT_COMPLETED');
    },
  },
];
