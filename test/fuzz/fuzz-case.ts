/** What a client sends, as data: so a case that failed can be kept in a file and played again. Binary content is base64. */
export type FuzzInput =
  /** A resource; what of it is deployed is then run, with these variables (JSON text, right or wrong). */
  | { readonly kind: 'deploy'; readonly fileName: string; readonly content: string; readonly variables: string }
  /** The bytes of a gRPC message, right or wrong. */
  | { readonly kind: 'call'; readonly method: string; readonly message: string }
  | { readonly kind: 'http'; readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };

export interface KeptCase {
  readonly name: string;
  /** What it showed when it was found. */
  readonly showed: string;
  readonly input: FuzzInput;
}

export type Random = () => number;
/** Makes the input of a case; the same numbers give the same input. */
export type Generator = (random: Random) => FuzzInput;

export function oneOf<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new Error('nothing to choose from');
  return items[Math.floor(random() * items.length)]!;
}

export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function resource(fileName: string, content: string | Buffer, variables: string): FuzzInput {
  return { kind: 'deploy', fileName, content: Buffer.from(content).toString('base64'), variables };
}
