import type { LogRecord, MessageValue } from '../../../../server/engine/index.ts';
import type { Complain, Rule } from './rule.ts';

/** While a message with an id lives there is no second one with it; every message expires once, not before its deadline. */
export class Messages implements Rule {
  readonly #open = new Map<string, MessageValue>();
  readonly #ids = new Map<string, string>();
  published = 0;

  get count(): number {
    return this.#open.size;
  }

  take({ recordType, valueType, intent, key, value: raw, timestamp }: LogRecord, complain: Complain): void {
    if (recordType !== 'EVENT' || valueType !== 'MESSAGE') return;
    if (intent === 'PUBLISHED') return this.#publish(key, raw as MessageValue, complain);
    const message = this.#open.get(key);
    if (message === undefined) return complain(`message ${key} was over before, or never there`);
    if (timestamp < message.deadline) complain(`message ${key} expires ${message.deadline - timestamp} ms early`);
    this.#open.delete(key);
    this.#ids.delete(identity(message));
  }

  atEnd(complain: Complain): void {
    for (const key of this.#open.keys()) complain(`message ${key} did not expire`);
  }

  #publish(key: string, value: MessageValue, complain: Complain): void {
    const before = this.#ids.get(identity(value));
    if (before !== undefined) complain(`message ${value.messageId} lives already, as ${before}`);
    this.published += 1;
    this.#ids.set(identity(value), key);
    this.#open.set(key, value);
  }
}

const identity = ({ name, correlationKey, messageId }: MessageValue) => `${name} ${correlationKey} ${messageId}`;
