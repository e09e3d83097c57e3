import { SCOPE } from '../diagram.ts';
import type { Diagram } from '../diagram.ts';
import { Normaliser } from '../normalise.ts';
import { Player } from '../player.ts';
import type { Stage, StreamRecord } from '../stage.ts';
import { chooseMove, create } from './commands.ts';
import type { Move, Situation } from './commands.ts';
import { Draw } from './draw.ts';
import { drawDiagram, GRADES } from './drawing.ts';
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
  readonly #startMs: number;
  readonly #diagrams: readonly Diagram[];
  readonly #situation: Situation;
  readonly #normaliser: Normaliser;
  readonly #records: StreamRecord[] = [];
  readonly #missed: string[] = [];
  #command = '';
  #answersTold = 0;
  #recordsTold = 0;

  /** `name` tells the games of one engine apart. */
  constructor(plan: Plan, stage: Stage, name: string, startMs: number) {
    this.plan = plan;
    this.#scope = `_${name}_`;
    this.#startMs = startMs;
    this.#normaliser = new Normaliser({ scope: this.#scope, startMs, foreignKeys: new Set() });
    this.#diagrams = plan.processes.map(drawDiagram);
    this.#situation = {
      player: new Player(ownStage(stage, this.#records), this.#scope, startMs), draw: new Draw(plan.seed ^ 0x5eed), open: this.open, scope: this.#scope,
      nodes: new Map(this.#diagrams.map(({ processId, xml }) => [processId, nodeIds(xml)])),
    };
  }

  take(record: StreamRecord): void {
    this.#records.push(record);
    this.open.apply(record);
  }

  deploy(): Promise<unknown> {
    const [main] = this.#diagrams;
    const files = [...this.#diagrams, { processId: 'main2', xml: main!.xml.replace(`id="main${SCOPE}"`, `id="main2${SCOPE}"`) }]
      .map(({ processId, xml }) => ({ name: `${processId}${this.#scope}.bpmn`, xml }));
    return this.#make({ text: 'deploy', make: () => this.#situation.player.deployXml({ ...GRADES, name: `grades${this.#scope}.dmn` }, ...files) });
  }

  /** Gives the next command. The first one creates an instance. */
  move(): Promise<unknown> {
    return this.#make(this.rounds.length === 1 ? create(this.#situation)! : chooseMove(this.#situation));
  }

  /** Ends what still runs. */
  async cancelAll(): Promise<void> {
    this.#command = 'cancel all';
    for (const key of [...this.open.roots.keys()]) await this.#situation.player.cancel(key);
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
    const { player } = this.#situation;
    const records = this.#normaliser.lines(this.#records.slice(this.#recordsTold).filter(isTold).map(told)).map(withoutAddresses);
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

/** What else than its subscription a refused command of the engine's own carries depends on how partitions talk to each other. */
function told(record: StreamRecord): StreamRecord {
  if (record.recordType !== 'COMMAND_REJECTION' || !/MESSAGE_SUBSCRIPTION$/.test(record.valueType)) return record;
  const { elementInstanceKey, messageName } = record.value;
  return { ...record, value: { elementInstanceKey, messageName } };
}

function nodeIds(xml: string): string[] {
  return [...xml.matchAll(/<bpmn:(?!process|definitions|sequenceFlow|message|error|signal|escalation)\w+ id="(\w+)"/g)].map(([, id]) => id!);
}

/** Zeebe's warnings show where in memory it keeps what is in lists and contexts. */
function withoutAddresses(line: string): string {
  return line.replaceAll(/Can't compare '[[{].*?' with '/g, "Can't compare '…' with '");
}
