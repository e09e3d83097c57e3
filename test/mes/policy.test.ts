import { expect } from 'chai';
import type { Tx } from '../../server/database/index.ts';
import { updateEquipment } from '../../server/mes/equipment/update-equipment.ts';
import { importB2mml } from '../../server/mes/erp/import-b2mml.ts';
import { everyRole, mayActAs } from '../../server/mes/http/index.ts';
import type { Role } from '../../server/mes/http/index.ts';
import { receiveLot } from '../../server/mes/lots/receive-lot.ts';
import { updateLot } from '../../server/mes/lots/update-lot.ts';
import { acknowledgeTicket, resolveTicket } from '../../server/mes/maintenance/work-on-ticket.ts';
import { updateMaterial } from '../../server/mes/materials/update-material.ts';
import { cancelOrder } from '../../server/mes/orders/cancel-order.ts';
import { createOrder } from '../../server/mes/orders/create-order.ts';
import { importOrdersCsv } from '../../server/mes/orders/import-csv.ts';
import { pauseOrder, resumeOrder } from '../../server/mes/orders/pause-order.ts';
import { releaseOrder } from '../../server/mes/orders/release-order.ts';
import { weighSubmissionSchema } from '../../server/mes/orders/schema.ts';
import { updateOrder } from '../../server/mes/orders/update-order.ts';
import { weighComponent } from '../../server/mes/orders/weigh-component.ts';
import { dismissEffect, retryEffect } from '../../server/mes/outbox/refused-effects.ts';
import { addPerson, changePerson } from '../../server/mes/personnel/index.ts';
import { policies } from '../../server/mes/policy.ts';
import { disposeHold, requestHold } from '../../server/mes/quality/index.ts';
import { Refusal } from '../../server/mes/refusal.ts';
import { openPlantApi } from '../api/plant-api.ts';
import type { PlantApi } from '../api/plant-api.ts';

const id = 'nowhere';
const reason = 'because';
const resolution = { cause: 'wear', action: 'replaced it' };

/** Every command that a person can reach, on something that does not exist: whoever may gets as far as to hear that. */
const commands: Readonly<Record<string, readonly [policy: keyof typeof policies, command: (tx: Tx) => Promise<unknown>]>> = {
  createOrder: ['orders.plan', (tx) => createOrder(tx, { id, materialId: id, quantity: '0', unit: 'kg', priority: 50, lines: [{ materialId: id, quantity: '1', unit: 'kg', workCenterId: id }] })],
  importOrdersCsv: ['orders.plan', (tx) => importOrdersCsv(tx, '')],
  updateOrder: ['orders.plan', (tx) => updateOrder(tx, id, {})],
  releaseOrder: ['orders.plan', (tx) => releaseOrder(tx, { orderId: id })],
  cancelOrder: ['orders.plan', (tx) => cancelOrder(tx, { orderId: id, reason })],
  pauseOrder: ['orders.plan', (tx) => pauseOrder(tx, { orderId: id, reason })],
  resumeOrder: ['orders.plan', (tx) => resumeOrder(tx, { orderId: id })],
  weighComponent: ['components.weigh', (tx) => weighComponent(tx, { taskKey: '1', jobOrderId: id, submission: weighSubmissionSchema.parse({ lotId: id, quantity: '1', unit: 'kg' }) })],
  receiveLot: ['stock.receive', (tx) => receiveLot(tx, { id, materialId: id, quantity: '1', unit: 'kg' })],
  updateLot: ['stock.correct', (tx) => updateLot(tx, id, {})],
  updateMaterial: ['master-data.change', (tx) => updateMaterial(tx, id, {})],
  updateEquipment: ['master-data.change', (tx) => updateEquipment(tx, id, {})],
  importB2mml: ['erp.import', (tx) => importB2mml(tx, '<a/>')],
  requestHold: ['holds.place', (tx) => requestHold(tx, { targetType: 'lot', targetId: id, reasonCode: 'manual', reason })],
  disposeHold: ['holds.decide', (tx) => disposeHold(tx, { holdId: id, decision: 'Release', comment: reason })],
  acknowledgeTicket: ['tickets.work', (tx) => acknowledgeTicket(tx, { ticketId: id, by: 'Somebody' })],
  resolveTicket: ['tickets.work', (tx) => resolveTicket(tx, { ticketId: id, by: 'Somebody', resolution })],
  retryEffect: ['effects.retry', (tx) => retryEffect(tx, id)],
  dismissEffect: ['effects.dismiss', (tx) => dismissEffect(tx, id, reason)],
  addPerson: ['people.manage', (tx) => addPerson(tx, { username: 'admin2', name: '', roles: [], locale: 'en' }, 'secret').then(() => Promise.reject(new Refusal({ code: 'added', status: 409, title: '', detail: '' })))],
  changePerson: ['people.manage', (tx) => changePerson(tx, id, {}, 'secret')],
};

describe('the policy of commands', function () {
  this.timeout(60_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
  });
  after(() => plant.dispose());

  const codeAs = async (roles: readonly Role[], source: string, command: (tx: Tx) => Promise<unknown>): Promise<string> => {
    const error: unknown = await plant.database.transaction({ personId: 'p', roles, source }, command).then(() => undefined, (failure: unknown) => failure);
    expect(error).to.be.instanceOf(Refusal);
    return (error as Refusal).code;
  };

  for (const [name, [policy, command]] of Object.entries(commands))
    it(`lets only ${policies[policy].roles.join(', ')} (and who stands in for them) do ${name}`, async () => {
      for (const role of everyRole) {
        const code = await codeAs([role], 'api', command);
        if (mayActAs([role], policies[policy].roles)) expect(code, role).not.to.equal('not-allowed');
        else expect(code, role).to.equal('not-allowed');
      }
      expect(await codeAs([], 'api', command)).to.equal('not-allowed');
      expect(await codeAs([], 'erp-token', command) === 'not-allowed', 'by the ERP').to.equal(name !== 'importB2mml');
      expect(await codeAs([], 'ticket-link', command) === 'not-allowed', 'by a link').to.equal(policy !== 'tickets.work');
    });

  it('is the one that the routes name', () => {
    const known = new Set<unknown>(Object.values(policies).map(({ roles }) => roles));
    // Open to all who are signed in: the work itself asks (the task's groups, its form's command), calling for help and noting is everybody's.
    const everybody = ['/api/tasks/{key}/claim', '/api/tasks/{key}/unclaim', '/api/tasks/{key}/complete', '/api/tickets', '/api/tickets/{id}/notes'];
    for (const { access, kind, method, path } of plant.api.routes) {
      if (kind !== 'change') continue;
      if (access.roles === 'signed-in') expect(everybody, `${method} ${path}`).to.include(path);
      else expect(known.has(access.roles), `${method} ${path}`).to.equal(true);
    }
  });
});
