import type { JsonText, VariableLookup } from '../index.ts';
import { builtinFunctions } from '../builtins/index.ts';
import { readJson } from '../json/read.ts';
import type { EvaluationRuntime } from './runtime.ts';
import { FeelFunction, type FeelContext, type Value } from '../values/value.ts';

/** Where names are looked up: the innermost binding wins. */
export interface Scope {
  readonly runtime: EvaluationRuntime;
  /** True once something other than built-in functions can be called by name. */
  readonly definesFunctions: boolean;
  variable(name: string): Value | undefined;
  functions(name: string): readonly FeelFunction[];
}

/** The process variables: each is read from its JSON text when it is first used. */
export class VariableScope implements Scope {
  readonly runtime: EvaluationRuntime;
  readonly definesFunctions = false;
  private readonly lookup: VariableLookup;
  private readonly values = new Map<string, Value>();

  constructor(lookup: VariableLookup, runtime: EvaluationRuntime) {
    this.lookup = lookup;
    this.runtime = runtime;
  }

  variable(name: string): Value | undefined {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const json: JsonText | undefined = this.lookup(name);
    if (json === undefined) return undefined;
    const value = readJson(json);
    this.values.set(name, value);
    return value;
  }

  functions(name: string): readonly FeelFunction[] {
    return builtinFunctions.get(name) ?? [];
  }
}

/** One more name. A function is found by calls only, never as a variable. */
class BindingScope implements Scope {
  readonly runtime: EvaluationRuntime;
  readonly definesFunctions: boolean;
  private readonly parent: Scope;
  private readonly name: string;
  private readonly value: Value;

  constructor(parent: Scope, name: string, value: Value) {
    this.runtime = parent.runtime;
    this.definesFunctions = parent.definesFunctions || value instanceof FeelFunction;
    this.parent = parent;
    this.name = name;
    this.value = value;
  }

  variable(name: string): Value | undefined {
    return name === this.name && !(this.value instanceof FeelFunction) ? this.value : this.parent.variable(name);
  }

  functions(name: string): readonly FeelFunction[] {
    const outer = this.parent.functions(name);
    return name === this.name && this.value instanceof FeelFunction ? [this.value, ...outer] : outer;
  }
}

/** Several names at once, functions among them as variables (they cannot be called by these names). */
class VariablesScope implements Scope {
  readonly runtime: EvaluationRuntime;
  readonly definesFunctions: boolean;
  private readonly parent: Scope;
  private readonly variables: ReadonlyMap<string, Value>;

  constructor(parent: Scope, variables: ReadonlyMap<string, Value>) {
    this.runtime = parent.runtime;
    this.definesFunctions = parent.definesFunctions;
    this.parent = parent;
    this.variables = variables;
  }

  variable(name: string): Value | undefined {
    return this.variables.get(name) ?? (this.variables.has(name) ? null : this.parent.variable(name));
  }

  functions(name: string): readonly FeelFunction[] {
    return this.parent.functions(name);
  }
}

/** The entries and functions of a context before those around it. */
class ContextScope implements Scope {
  readonly runtime: EvaluationRuntime;
  readonly definesFunctions: boolean;
  private readonly parent: Scope;
  private readonly context: FeelContext;

  constructor(parent: Scope, context: FeelContext) {
    this.runtime = parent.runtime;
    this.definesFunctions = parent.definesFunctions || context.functions.size > 0;
    this.parent = parent;
    this.context = context;
  }

  variable(name: string): Value | undefined {
    const value = this.context.entries.get(name);
    return value === undefined ? this.parent.variable(name) : value;
  }

  functions(name: string): readonly FeelFunction[] {
    const own = this.context.functions.get(name);
    const outer = this.parent.functions(name);
    return own ? [...own, ...outer] : outer;
  }
}

export const withBinding = (scope: Scope, name: string, value: Value): Scope => new BindingScope(scope, name, value);
export const withVariables = (scope: Scope, variables: ReadonlyMap<string, Value>): Scope => new VariablesScope(scope, variables);
export const withContext = (scope: Scope, context: FeelContext): Scope => new ContextScope(scope, context);

/** Names that decisions made: a function among them is a variable, too, and is called by its name until another value hides it. */
class DecisionScope implements Scope {
  readonly runtime: EvaluationRuntime;
  readonly definesFunctions: boolean;
  private readonly parent: Scope;
  private readonly values: ReadonlyMap<string, Value>;

  constructor(parent: Scope, values: ReadonlyMap<string, Value>) {
    this.runtime = parent.runtime;
    this.definesFunctions = parent.definesFunctions || [...values.values()].some((value) => value instanceof FeelFunction);
    this.parent = parent;
    this.values = values;
  }

  variable(name: string): Value | undefined {
    return this.values.has(name) ? this.values.get(name) : this.parent.variable(name);
  }

  functions(name: string): readonly FeelFunction[] {
    const value = this.variable(name);
    const builtin = builtinFunctions.get(name) ?? [];
    return value instanceof FeelFunction ? [value, ...builtin] : builtin;
  }
}

export const withDecisionValues = (scope: Scope, values: ReadonlyMap<string, Value>): Scope => new DecisionScope(scope, values);
