import { display, FeelError, FeelFunction, type Runtime, type Value } from '../values/value.ts';

/** The body of a built-in function; undefined says that the arguments are of types it does not take. */
export type Body = (args: readonly Value[], runtime: Runtime) => Value | undefined;

/** All functions of a name: a call takes the first one whose parameters fit. */
export type Functions = Readonly<Record<string, readonly FeelFunction[]>>;

function define(parameters: readonly string[], body: Body, variadic: boolean): FeelFunction {
  return new FeelFunction(parameters, (args, runtime) => {
    const result = body(args, runtime);
    if (result !== undefined) return result;
    const error = args.find((arg) => arg instanceof FeelError && arg.fatal) ?? args.find((arg) => arg instanceof FeelError);
    return error ?? new FeelError(`Illegal arguments: ${args.map((arg) => `'${display(arg)}'`).join(', ')}`);
  }, variadic);
}

export const builtin = (parameters: readonly string[], body: Body): FeelFunction => define(parameters, body, false);

/** The last parameter takes all remaining arguments, or one list. */
export const variadic = (parameters: readonly string[], body: Body): FeelFunction => define(parameters, body, true);
