/** ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK, and MariaDB's ER_CHECKREAD "Record has changed since last read". */
const mysqlConflicts = new Set([1205, 1213, 1020]);

/** Whether the transaction failed only because another one was in its way, so that running it again can succeed. */
export function isConflict(error: unknown): boolean {
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  return (typeof errno === 'number' && mysqlConflicts.has(errno)) || (typeof code === 'string' && code.startsWith('SQLITE_BUSY'));
}

/** Whether a row was refused because one with the same key is there. */
export function isUniqueViolation(error: unknown): boolean {
  const { errno, code, message } = error as { errno?: unknown; code?: unknown; message?: unknown };
  if (errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return true;
  return typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT') && String(message).includes('UNIQUE constraint failed');
}
