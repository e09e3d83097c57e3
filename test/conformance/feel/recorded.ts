import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The time of the broker's clock while it was recorded. */
export const RECORDED_AT = '2024-05-06T07:08:09.123Z';

/** What real Zeebe gave: the value as JSON text with its type and warnings, or the message of the rejection or incident. */
export type Answer =
  | { readonly ok: true; readonly json: string; readonly type: string; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Zeebe's answers by expression. */
export function readRecorded(): Readonly<Record<string, Answer>> {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'recorded.json'), 'utf8')) as Record<string, Answer>;
}
