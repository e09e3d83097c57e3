export { Database } from './database.ts';
export { openDatabase } from './open.ts';
export { isConflict, isUniqueViolation } from './conflicts.ts';
export { whereContains } from './contains.ts';
export { newId } from './ids.ts';
export { systemActor } from './transaction.ts';
export type { Actor, LiveEvent, Role, Tx } from './transaction.ts';
