import { SCOPE } from '../diagram.ts';
import { Normaliser } from '../normalise.ts';
import { Player } from '../player.ts';
import type { Stage, StreamRecord } from '../stage.ts';
import { AwaitedResults } from './awaited-results.ts';
import { chooseMove, create } from './commands/index.ts';
import type { Move, Situation } from './commands/index.ts';
import { Draw } from './draw.ts';
import { drawDiagram, FORM, GRADES } from './drawing.ts';
import { Open } from './open.ts';
import type { Plan } from './plan.ts';

/** One command, what the client was answered and what the engine wrote because of it. */
export interface Round {
  readonly command: string;
  readonly seen: readonly string[];
}

/** One seed on one engine: its diagrams, its commands, its records. */
export class Game {
  readonly plan: Plan;
  readonly open = new Open();
  readonly rounds: Round[] = [];
  readonly #scope: string;
  readonly #situation: Situation;
  readonly #normaliser: Normaliser;
  readonly #records: StreamRecord[] = [];
  readonly #missed: string[] = [];
  #command = '';
  #isOver = false;
  #answersTold = 0;
  #recordsTold = 0;

  /** `name` tells the games of one engine apart. */
  constructor(plan: Plan, stage: Stage, name: string, startMs: number) {
    this.plan = plan;
    this.#scope = `_${name}_`;
    this.#normaliser = new Normaliser({ scope: this.#scope, startMs, foreignKeys: new Set() });
    const diagrams = plan.processes.map(drawDiagram);
    const twins = plan.migrates ? [{ processId: 'main2', xml: diagrams[0]!.xml.replace(`id="main${SCOPE}"`, `id="main2${SCOPE}"`) }] : [];
    const newPlayer = () => new Player(ownStage(stage, this.#records), this.#scope, startMs);
    this.#situation = {
      player: newPlayer(), results: new AwaitedResults(newPlayer), draw: new Draw(plan.seed ^ 0x5eed), open: this.open, scope: this.#scope,
      nodes: new Map(diagrams.map(({ processId, xml }) => [processId, nodeIds(xml)])),
      resources: [GRADES, FORM, ...[...diagrams, ...twins].map(({ processId, xml }) => ({ name: `${processId}.bpmn`, xml }))]
        .map(({ name, xml }) => ({ name: name.replace('.', `${this.#scope}.`), xml })),
    };
  }

  take(record: StreamRecord): void {
    this.#records.push(record);
    this.open.apply(record);
  }

  deploy(): Promise<unknown> {
    const { player, resources } = this.#situation;
    return this.#make({ text: 'deploy', make: () => player.deployXml(...resources) });
  }

  /** Gives the next command. The first one creates an instance. */
  move(): Promise<unknown> {
    return this.#make(this.rounds.length === 1 ? create(this.#situation)! : chooseMove(this.#situation));
  }

  /** Ends what still runs. */
  async cancelAll(): Promise<void> {
    this.#command = 'cancel all';
    for (const key of [...this.open.roots.keys()]) await this.#situation.player.cancel(key);
    this.#isOver = true;
  }

  isDue(nowMs: number): boolean {
    return this.open.dueAt(nowMs).length > 0;
  }

  /** What should have been done by now is waited for no longer; the difference is part of what was seen. */
  giveUp(nowMs: number): void {
    for (const key of this.open.dueAt(nowMs)) {
      const last = this.#records.findLast((record) => String(record.key) === key);
      this.#missed.push(`nothing came of what was due: ${last?.valueType ?? ''} of ${String(last?.value.elementId ?? last?.value.targetElementId)}`);
      this.open.due.delete(key);
    }
  }

  wait(text: string): void {
    this.#command = text;
  }

  /** Closes the round: nothing more comes of its command. */
  note(): void {
    const { player, results } = this.#situation;
    if (this.#isOver) player.answers.push(...results.answers());
    const records = this.#normaliser.lines(this.#records.slice(this.#recordsTold).filter(isTold).map(told));
    const answers = player.answers.slice(this.#answersTold).map(({ call, outcome }) => `${this.#normaliser.text(call)} → ${this.#normaliser.json(outcome)}`);
    this.#recordsTold = this.#records.length;
    this.#answersTold = player.answers.length;
    this.rounds.push({ command: this.#command, seen: [...records, ...answers, ...this.#missed.splice(0)] });
  }

  #make({ text, make }: Move): Promise<unknown> {
    this.#command = text;
    return make();
  }
}

/** The stage with the records of one game. */
function ownStage(stage: Stage, records: readonly StreamRecord[]): Stage {
  return {
    get client() {
      return stage.client;
    },
    get restAddress() {
      return stage.restAddress;
    },
    records, recordsAtOnce: stage.recordsAtOnce,
    onRecords: (listener) => stage.onRecords(listener), setClock: (epochMs) => stage.setClock(epochMs), close: () => stage.close(),
  };
}

/** How often time asks for what is refused depends on how often the engine looks. */
function isTold({ recordType, valueType, intent }: StreamRecord): boolean {
  return recordType !== 'COMMAND_REJECTION' || !((valueType === 'TIMER' && intent === 'TRIGGER') || (valueType === 'JOB' && /^(TIME_OUT|RECUR_AFTER_BACKOFF)$/.test(intent)));
}

function told(record: StreamRecord): StreamRecord {
  const { recordType, valueType, value } = record;
  if (valueType === 'INCIDENT') return { ...record, value: { ...value, errorMessage: withoutAddresses(String(value.errorMessage)) } };
  if (recordType !== 'COMMAND_REJECTION' || !/MESSAGE_SUBSCRIPTION$/.test(valueType)) return record;
  // What else than its subscription a refused command of the engine's own carries depends on how partitions talk to each other.
  return { ...record, value: { elementInstanceKey: value.elementInstanceKey, messageName: value.messageName } };
}

function nodeIds(xml: string): string[] {
  return [...xml.matchAll(/<bpmn:(?!process|definitions|sequenceFlow|message|error|signal|escalation)\w+ id="(\w+)"/g)].map(([, id]) => id!);
}

/** Zeebe's warnings show where in memory it keeps what is in lists and contexts. */
function withoutAddresses(message: string): string {
  return message.split('\n').map((line) => (/^\[\w+\] .*'[[{]/.test(line) ? `${line.slice(0, line.indexOf("'"))}…` : line)).join('\n');
}
