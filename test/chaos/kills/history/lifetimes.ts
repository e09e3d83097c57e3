import type { LogRecord } from '../../../../server/engine/index.ts';
import type { Complain, Rule } from './rule.ts';

/** The event that begins and those that end: between them others may come, before and after them none. */
const LIVES: Readonly<Record<string, { readonly begins: string; readonly ends: readonly string[] }>> = {
  INCIDENT: { begins: 'CREATED', ends: ['RESOLVED'] },
  USER_TASK: { begins: 'CREATING', ends: ['COMPLETED', 'CANCELED'] },
};

/** Incidents are resolved once, user tasks completed once. */
export class Lifetimes implements Rule {
  readonly open: Readonly<Record<string, Map<string, object>>> = Object.fromEntries(Object.keys(LIVES).map((kind) => [kind, new Map<string, object>()]));

  take({ recordType, valueType, intent, key, value }: LogRecord, complain: Complain): void {
    const life = LIVES[valueType];
    if (recordType !== 'EVENT' || life === undefined) return;
    const open = this.open[valueType]!;
    if ((intent === life.begins) === open.has(key)) complain(`${valueType} ${key} is ${intent} while it is ${open.has(key) ? 'there' : 'over'}`);
    if (life.ends.includes(intent)) open.delete(key);
    else open.set(key, value);
  }

  atEnd(complain: Complain): void {
    for (const [kind, open] of Object.entries(this.open)) for (const key of open.keys()) complain(`${kind} ${key} is left over`);
  }
}
