import type { Answer } from './recorded.ts';

/** Where our answer is meant to be another one than Zeebe's, and why. */
export const deviations: Readonly<Record<string, { readonly why: string; readonly ours: Partial<Answer> }>> = {
  '12345678901234567890': { why: 'Zeebe cuts whole numbers to their low 64 bits', ours: { json: '12345678901234567890' } },
  '10 ** 20': { why: 'Zeebe cuts whole numbers to their low 64 bits', ours: { json: '100000000000000000000' } },
  'matches("aaa", "a++a")': { why: "JavaScript's patterns have no possessive quantifiers: refused like a broken pattern", ours: { json: 'null' } },
};
