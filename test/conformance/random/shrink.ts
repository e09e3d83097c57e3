import type { Plan } from './plan.ts';

/** Lists of which one may be left out, and how many must stay. */
const LISTS: Readonly<Record<string, number>> = { blocks: 1, handlers: 0, boundaries: 0, branches: 2, starts: 1, listeners: 0, in: 0, out: 0 };
const DROPPABLE = new Set(['loop', 'until', 'event', 'undo', 'again', 'form']);

/** Plans with one thing less than this one: whoever looks for what matters goes on with one that still fails. */
export function smallerPlans(plan: Plan): Plan[] {
  const withoutOneProcess = plan.processes.slice(1).map((left) => ({ ...plan, processes: plan.processes.filter((process) => process !== left) }));
  return [...withoutOneProcess, ...smaller(plan, '') as Plan[]];
}

function smaller(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) {
    const shorter = name in LISTS && value.length > LISTS[name]! ? value.map((_, index) => value.toSpliced(index, 1)) : [];
    return [...shorter, ...value.flatMap((item, index) => smaller(item, '').map((less) => value.with(index, less)))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, item]) => {
    const { [field]: _, ...without } = value as Record<string, unknown>;
    return [...(DROPPABLE.has(field) && !isEvent(value) ? [without] : []), ...smaller(item, field).map((less) => ({ ...value, [field]: less }))];
  });
}

/** Only a throwing event and an end can do without their event. */
function isEvent(holder: object): boolean {
  return 'interrupting' in holder || ('throws' in holder && holder.throws === false) || 'condition' in holder;
}
