export { Database } from './database.ts';
export { openDatabase } from './open.ts';
export { isUniqueViolation } from './conflicts.ts';
export { whereContains } from './contains.ts';
export { newId } from './ids.ts';
export type { LiveEvent, Tx } from './transaction.ts';
