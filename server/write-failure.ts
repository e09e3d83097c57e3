/**
 * Words the end of an engine that cannot write its data any more: one line with the cause and the fix.
 * @param error what the system said: of LMDB `No space left on device: …`, of Node `ENOSPC: no space left on device, write`
 */
export function explainWriteFailure(error: Error, dataDir: string): string {
  return `The engine cannot write its data in ${dataDir} (${reasonOf(error)}) and has stopped. All that was acknowledged is kept. Make disk space or mend the disk, then start it again.`;
}

function reasonOf({ message }: Error): string {
  const [, nodes] = /^E[A-Z]+: (.*), \w+$/.exec(message) ?? [];
  return nodes === undefined ? message.split(':')[0]! : nodes.charAt(0).toUpperCase() + nodes.slice(1);
}

/** The engine's thread ended for a reason that its message tells in full. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}
