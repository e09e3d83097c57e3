/**
 * Words the end of an engine that cannot write its data any more: one line with the cause and the fix.
 * @param error what the system said, for example `No space left on device`
 */
export function explainWriteFailure(error: Error, dataDir: string): string {
  return `The engine cannot write its data in ${dataDir} (${error.message.split(':')[0]}) and has stopped. All that was acknowledged is kept. Make disk space or mend the disk, then start it again.`;
}

/** The engine's thread ended for a reason that its message tells in full. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}
