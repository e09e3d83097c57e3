import { createContext, Script } from 'node:vm';

/** How long matching one pattern against one text may take. */
const MATCHING_MS_MAX = 500;

/** A quantified group can make matching take exponential time: `(a+)+`. */
const QUANTIFIED_GROUP = /\)[*+{]/;
const LONG_TEXT = 10_000;

export class PatternTimeout extends Error {
  constructor(pattern: string) {
    super(`The pattern '${pattern}' took longer than ${MATCHING_MS_MAX} ms`);
  }
}

const sandbox: { run?: () => unknown } = createContext({});
const script = new Script('run()');

/** Runs a matching within the time limit, where pattern or text are such that it could take long. @throws PatternTimeout */
export function withinTime<T>(pattern: string, text: string, run: () => T): T {
  if (!QUANTIFIED_GROUP.test(pattern) && text.length < LONG_TEXT) return run();
  sandbox.run = run;
  try {
    return script.runInContext(sandbox, { timeout: MATCHING_MS_MAX }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new PatternTimeout(pattern);
    throw error;
  } finally {
    delete sandbox.run;
  }
}
