import { status, type ServiceError } from '@grpc/grpc-js';
import type { LogRecord } from '../../../server/engine/index.ts';
import { RestRefusal } from '../../support/wire.ts';

/** Commands that the engine gives itself. */
const OWN = new Set(['TIMER TRIGGER', 'JOB TIME_OUT', 'JOB RECUR_AFTER_BACKOFF', 'MESSAGE_BATCH EXPIRE']);
/** How a call ends that a kill cut off: its command may have been made or not. */
const CUT_OFF = new Set([status.UNAVAILABLE, status.CANCELLED, status.INTERNAL, status.UNKNOWN]);

/** A life goes on for as many answers as it should have, but not for ever. */
const ANSWERS_TIMEOUT_MS = 10_000;

interface Sent {
  times: number;
  /** What the client was told, as `outcomes` words it; undefined entries were never answered. */
  readonly told: string[];
}

/**
 * What clients sent during one life of the engine and what they were told, held against the records of that life: each answer has its
 * command and its event (or rejection) in the stream, and no command is there that nobody sent, or more often than it was sent.
 */
export class Ledger {
  readonly #sent = new Map<string, Sent>();
  readonly broken: string[] = [];
  #onAnswer: () => void = () => undefined;
  acknowledged = 0;
  refused = 0;
  cutOff = 0;

  /**
   * Sends a command. `signature` is the command's as `signatureOf` reads it from the stream; `outcome` words the event that the answer promises.
   * Returns undefined when the engine refused it or died before it answered.
   */
  async send<Response>(signature: string, ask: () => Promise<Response>, outcome: (response: Response) => string | readonly string[]): Promise<Response | undefined> {
    const sent = this.#sent.get(signature) ?? { times: 0, told: [] };
    this.#sent.set(signature, sent);
    sent.times += 1;
    try {
      const response = await ask();
      this.acknowledged += 1;
      this.#onAnswer();
      sent.told.push(...[outcome(response)].flat());
      return response;
    } catch (error) {
      const details = error instanceof RestRefusal ? error.message : (error as ServiceError).details ?? '';
      const rejection = /rejected with code '(\w+)'/.exec(details)?.[1];
      if (rejection !== undefined && rejection !== 'PROCESSING_ERROR') {
        this.refused += 1;
        sent.told.push(`REJECTED ${rejection}`);
      } else if (rejection === undefined && ((error as Partial<ServiceError>).code === undefined || CUT_OFF.has((error as ServiceError).code))) this.cutOff += 1;
      else this.broken.push(`${signature}: ${details || String(error)}`);
      return undefined;
    }
  }

  /** Resolves right after so many more acknowledgements, or when they take too long. */
  answers(count: number): Promise<void> {
    return new Promise((resolve) => {
      const until = this.acknowledged + count;
      const done = () => {
        clearTimeout(inVain);
        this.#onAnswer = () => undefined;
        resolve();
      };
      const inVain = setTimeout(done, ANSWERS_TIMEOUT_MS);
      this.#onAnswer = () => { if (this.acknowledged >= until) done(); };
    });
  }

  /** Compares with the records of this life, which is over. */
  check(records: readonly LogRecord[]): void {
    const found = new Map<string, Set<string>[]>();
    let outcomes = new Set<string>();
    for (const record of records) {
      if (record.recordType !== 'COMMAND') {
        for (const outcome of outcomesOf(record)) outcomes.add(outcome);
        continue;
      }
      outcomes = new Set();
      // Follows from an earlier command, and was left to a step of its own.
      if (record.sourceRecordPosition !== -1) continue;
      if (OWN.has(`${record.valueType} ${record.intent}`)) continue;
      const signature = signatureOf(record);
      found.set(signature, [...(found.get(signature) ?? []), outcomes]);
    }
    for (const [signature, commands] of found) {
      const sent = this.#sent.get(signature)?.times ?? 0;
      if (commands.length > sent) this.broken.push(`${signature} was sent ${sent} times and is ${commands.length} times in the stream`);
    }
    for (const [signature, { told }] of this.#sent) {
      for (const outcome of told) {
        if (!(found.get(signature) ?? []).some((outcomes) => outcomes.has(outcome))) this.broken.push(`${signature} was answered with ${outcome}: the stream does not have it`);
      }
    }
    this.#sent.clear();
  }
}

/** An event or rejection in the words of the answers that promise it: with the key that the answer names, or without one. */
function outcomesOf({ recordType, valueType, intent, key, value, rejectionType }: LogRecord): string[] {
  if (recordType === 'COMMAND_REJECTION') return [`REJECTED ${rejectionType}`];
  const { processInstanceKey, jobKeys = [] } = value as { processInstanceKey?: string; jobKeys?: readonly string[] };
  return ['', ` ${key}`, ` ${processInstanceKey}`, ...jobKeys.map((jobKey) => ` ${jobKey}`)].map((subject) => `${valueType} ${intent}${subject}`);
}

/** What tells a client's command from all others; the load puts a stamp of its own into whatever has a place for one. */
export function signatureOf({ valueType, intent, key, value }: LogRecord): string {
  return `${valueType} ${intent} ${key} ${stampOf(valueType, intent, value as Record<string, unknown>)}`.trimEnd();
}

function stampOf(valueType: string, intent: string, value: Record<string, unknown>): string {
  switch (`${valueType} ${intent}`) {
    case 'JOB FAIL': case 'JOB THROW_ERROR': return String(value.errorMessage);
    case 'JOB UPDATE_RETRIES': return String(value.retries);
    case 'JOB UPDATE_TIMEOUT': return String(value.timeout);
    case 'JOB_BATCH ACTIVATE': return String(value.worker);
    case 'USER_TASK ASSIGN': return String(value.assignee);
    case 'DEPLOYMENT CREATE': return (value.resources as { resourceName: string }[])[0]!.resourceName;
    default: return String((value.variables as { stamp?: unknown } | undefined)?.stamp ?? '');
  }
}
