import { Refusal } from '../../refusal.ts';

/** An element of a message, with where it is: every complaint about it can name its path and line. */
export class Element {
  readonly name: string;
  /** As in /SyncMaterialDefinition/DataArea/MaterialDefinition[2]/ID */
  readonly path: string;
  readonly line: number;
  readonly children: Element[] = [];
  text = '';

  constructor(name: string, path: string, line: number) {
    this.name = name;
    this.path = path;
    this.line = line;
  }

  all(...names: string[]): Element[] {
    return this.children.filter((child) => names.includes(child.name));
  }

  first(...names: string[]): Element | undefined {
    return this.children.find((child) => names.includes(child.name));
  }

  /** @throws Refusal b2mml-invalid when there is no such child */
  need(...names: string[]): Element {
    const child = this.first(...names);
    if (child === undefined) throw this.complain(`needs the element ${names.join(' or ')}`);
    return child;
  }

  /** The trimmed text of a child, undefined where it is missing or empty. */
  textOf(...names: string[]): string | undefined {
    return this.first(...names)?.text.trim() || undefined;
  }

  /** The text of this element as an id. @throws Refusal b2mml-invalid when it is empty or longer than `max` characters */
  asId(max = 128): string {
    const text = this.text.trim();
    if (text === '') throw this.complain('must not be empty');
    if (text.length > max) throw this.complain(`is longer than ${max} characters`);
    return text;
  }

  complain(problem: string): Refusal {
    return invalidMessage(this.path, this.line, problem);
  }

  /** Runs `read`; a refusal of a value in this element gets the element's place. */
  at<Result>(read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      throw this.placed(error);
    }
  }

  /** The same for an asynchronous step. */
  async during<Result>(step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      throw this.placed(error);
    }
  }

  private placed(error: unknown): unknown {
    if (!(error instanceof Refusal) || error.params.path !== undefined) return error;
    const { code, status, title, detail, nextStep, params } = error;
    return new Refusal({
      code, status, title, detail: `Line ${this.line}, ${this.path}: ${detail} Nothing was stored.`, field: this.path,
      params: { ...params, path: this.path, line: this.line }, ...(nextStep === undefined ? {} : { nextStep }),
    });
  }
}

export function invalidMessage(path: string, line: number, problem: string): Refusal {
  return new Refusal({
    code: 'b2mml-invalid', status: 422, title: 'Message not understood', detail: `Line ${line}, ${path || '/'}: ${problem}. Nothing was stored.`, field: path || '/',
    nextStep: 'Correct the message at this place and send it again.', params: { path: path || '/', line, problem },
  });
}
