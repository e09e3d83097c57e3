import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { PlantClient, Problem } from './plant-client.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/b2mml');

/** The real Courbon messages, in the order in which the ERP sends them. */
export const messages = {
  material: 'MAT-20121210170256-CRBN0001.xml',
  lot: 'LOT-20121210170718-0001L0001.xml',
  stock: 'INV-20121210175555-0001L0001_01.xml',
  schedule: 'PRO-20121210181416-27942.xml',
} as const;

export function message(name: keyof typeof messages): string {
  return readFileSync(path.join(fixtures, messages[name]), 'utf8');
}

/** The order of the real schedule, its weighings, and a lot of the demo plant's stock that fits each. */
export const order = { id: '258456', producedLot: 'L-258456' } as const;
export const weighings = [
  { workCenterId: 'BOX3', materialId: 'CRBN0001', target: '5', lotId: 'CRBN0001-A' },
  { workCenterId: 'BOX1', materialId: 'CRBN0002', target: '50', lotId: 'CRBN0002-A' },
  { workCenterId: 'BOX3', materialId: 'CRBN0001', target: '811', lotId: 'CRBN0001-A' },
  { workCenterId: 'BOX4', materialId: 'CRBN0003', target: '100', lotId: 'CRBN0003-A' },
] as const;

export interface Task {
  readonly key: string;
  readonly formId: string | null;
  readonly workCenterId: string | null;
  readonly orderId: string | null;
  readonly lotId: string | null;
  readonly holdId: string | null;
  readonly ticketId: string | null;
  readonly target: string | null;
  readonly tolerance: { readonly lower: string; readonly upper: string } | null;
  readonly blocked: readonly { readonly code: string; readonly detail: string }[];
}

export interface Order {
  readonly id: string;
  readonly status: string;
  readonly lotId: string | null;
  readonly goodQuantity: string | null;
  readonly scrapQuantity: string | null;
  readonly holdCount: number;
  readonly progress: { readonly done: number; readonly total: number };
  readonly readiness: { readonly ready: boolean; readonly incomplete: readonly { id: string; type: string; missing: string[]; blocks: boolean }[]; readonly shortages: readonly { materialId: string }[] };
}

/** The people of the story, each signed in. */
export interface People {
  readonly planner: PlantClient;
  readonly operator: PlantClient;
  readonly inspector: PlantClient;
  readonly maintenance: PlantClient;
}

export async function signInAll(url: string): Promise<People> {
  const [planner, operator, inspector, maintenance] = await Promise.all(['planner', 'operator', 'inspector', 'maintenance'].map((name) => PlantClient.signIn(url, name)));
  return { planner: planner!, operator: operator!, inspector: inspector!, maintenance: maintenance! };
}

export async function openTask(who: PlantClient, what: string, fits: (task: Task) => boolean, timeoutMs = 60_000): Promise<Task> {
  return eventually(`the task ${what}`, async () => (await who.get<{ items: Task[] }>('/api/tasks?status=open')).items.find(fits), timeoutMs);
}

export function weighingTask(operator: PlantClient, orderId: string, { workCenterId, target }: { workCenterId: string; target: string }, timeoutMs?: number): Promise<Task> {
  return openTask(operator, `to weigh ${target} kg at ${workCenterId}`, (task) => task.formId === 'weighing' && task.orderId === orderId && task.workCenterId === workCenterId && task.target === target, timeoutMs);
}

export interface Reading {
  readonly value: string;
  readonly sourceTime: string;
}

/** Loads the scale and waits until its value, as the plant received it over Modbus, is the load and stands still. */
export async function putOnScale(operator: PlantClient, workCenterId: string, kilograms: string): Promise<Reading> {
  await operator.post(`/api/simulation/${workCenterId}`, { load: kilograms });
  return eventually(`the scale at ${workCenterId} to show ${kilograms} kg`, async () => {
    const { items } = await operator.get<{ items: { id: string; tags: { id: string; value: string | null; sourceTime: string | null }[] }[] }>('/api/equipment');
    const tags = items.find(({ id }) => id === workCenterId)!.tags;
    const tag = (name: string) => tags.find(({ id }) => id === `${workCenterId}.${name}`);
    const weight = tag('weight');
    return tag('stable')?.value === 'true' && weight?.value != null && Number(weight.value) === Number(kilograms) && weight.sourceTime !== null
      ? { value: weight.value, sourceTime: weight.sourceTime }
      : undefined;
  }, 60_000);
}

/** Weighs as the operator does: by the scale, with the lot's label. */
export async function weigh(operator: PlantClient, task: Task, lotId: string, reading: Reading, more: Record<string, unknown> = {}): Promise<void> {
  await operator.post(`/api/tasks/${task.key}/complete`, { values: { lotId, quantity: reading.value, unit: 'kg', source: 'scale', sampleTime: reading.sourceTime, ...more } }, `weigh-${task.key}`);
}

export async function getOrder(who: PlantClient, id: string = order.id): Promise<Order> {
  return who.get<Order>(`/api/orders/${id}`);
}

export async function orderIn(who: PlantClient, status: string, id: string = order.id, timeoutMs = 60_000): Promise<Order> {
  return eventually(`order ${id} to be ${status}`, async () => {
    const now = await getOrder(who, id);
    return now.status === status ? now : undefined;
  }, timeoutMs);
}

/** Releases once: an order that is released already stays so. */
export async function release(planner: PlantClient, id: string): Promise<void> {
  try {
    await planner.post(`/api/orders/${id}/release`, {}, `release-${id}`);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409 || (await getOrder(planner, id)).status === 'Planned') throw error;
  }
}

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly ticketId: string | null;
}

export async function mails(who: PlantClient): Promise<Mail[]> {
  return (await who.get<{ items: Mail[] }>('/api/mail')).items;
}

/** The signed link in a mail, without its action. */
export async function linkIn(who: PlantClient, mail: Mail): Promise<string> {
  const { text } = await who.get<{ text: string }>(`/api/mail/${mail.id}`);
  const token = /\/t\/([\w.-]+)/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no link in the mail:\n${text}`);
  return token;
}
