import type { Event } from '../diagram.ts';

/** What a seed draws: processes made of blocks, each with one way in and one way out, so that joins can complete. */
export interface Plan {
  readonly seed: number;
  /** The first one is started by the player. */
  readonly processes: readonly ProcessPlan[];
  readonly rounds: number;
  /** Is there a twin of the main process, to which its instances can be migrated? */
  readonly migrates: boolean;
}

export interface ProcessPlan {
  readonly id: string;
  readonly starts: readonly Start[];
  readonly scope: Scope;
}

/** A start event of a process; without `event` the none start event. */
export interface Start {
  readonly event?: Event;
  readonly mappings: Mappings;
}

export interface Scope {
  readonly path: Path;
  /** Event subprocesses. */
  readonly handlers: readonly Handler[];
}

/** Blocks one after the other. Without an end it goes on behind what it is part of. */
export interface Path {
  readonly blocks: readonly Block[];
  readonly end?: End;
}

export interface End {
  readonly id: string;
  readonly event?: Event;
  readonly mappings?: Mappings;
}

/** An event subprocess, or a boundary event with what follows it. */
export interface Handler {
  readonly id: string;
  readonly event: Event;
  readonly interrupting: boolean;
  readonly path: Path;
  /** Of a boundary event: where its path has no end, it leads back to the activity. */
  readonly again?: true;
  readonly mappings: Mappings;
}

type Pair = readonly [source: string, target: string];

export interface Mappings {
  readonly in: readonly Pair[];
  readonly out: readonly Pair[];
}

export interface Loop {
  readonly collection: string;
  readonly sequential: boolean;
  readonly element?: string;
  readonly output?: string;
  readonly result?: string;
  readonly until?: string;
}

/** An execution listener: a job before or after the work of its task. */
export interface Listener {
  readonly on: 'start' | 'end';
  readonly job: string;
  readonly retries?: string;
}

/** Who a user task is for, by when, and on which form. */
export interface People {
  readonly assignment: Readonly<Record<string, string>>;
  readonly schedule: Readonly<Record<string, string>>;
  /** A deployed form. */
  readonly form?: string;
}

export type Work =
  | { readonly type: 'job'; readonly tag: 'serviceTask' | 'sendTask' | 'scriptTask' | 'businessRuleTask'; readonly job: string; readonly retries: string; readonly listeners: readonly Listener[] }
  | ({ readonly type: 'userTask' | 'jobUserTask' } & People)
  | { readonly type: 'script'; readonly expression: string }
  | { readonly type: 'decision'; readonly decision: string }
  | { readonly type: 'manualTask' | 'task' }
  | { readonly type: 'receive'; readonly message: string; readonly key: string }
  | { readonly type: 'call'; readonly process: string; readonly propagateAll: boolean; readonly propagateParent: boolean }
  | { readonly type: 'subProcess'; readonly scope: Scope };

export interface Activity {
  readonly kind: 'activity';
  readonly id: string;
  readonly work: Work;
  readonly mappings: Mappings;
  readonly loop?: Loop;
  readonly boundaries: readonly Handler[];
  /** What a compensation does about it. */
  readonly undo?: Activity;
}

export interface Choice {
  readonly kind: 'choice';
  readonly id: string;
  /** `task`: one with several flows out of it. */
  readonly gateway: 'exclusive' | 'inclusive' | 'parallel' | 'eventBased' | 'task';
  readonly branches: readonly Branch[];
  /** The gateway at which branches without an end meet; without one they meet in the next element. */
  readonly join?: 'exclusive' | 'parallel';
}

export interface Branch extends Path {
  /** FEEL without `=`, or `default`. */
  readonly condition?: string;
  /** Of an event-based gateway. */
  readonly event?: Event;
}

export type Block =
  | Activity
  | Choice
  /** Runs its blocks until the counter of the same name has reached `times`. */
  | { readonly kind: 'repeat'; readonly id: string; readonly times: number; readonly blocks: readonly Block[] }
  /** An intermediate event; without `event` a none throw event. */
  | { readonly kind: 'event'; readonly id: string; readonly throws: boolean; readonly event?: Event; readonly mappings: Mappings }
  /** A catching link event and the one that throws to it; with a condition there are two of those. */
  | { readonly kind: 'link'; readonly id: string; readonly condition?: string };
