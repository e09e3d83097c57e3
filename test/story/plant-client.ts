import { randomUUID } from 'node:crypto';

/** An answer that was not a success: the problem+json as the server gave it. */
export class Problem extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>, request: string) {
    super(`${request} → ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** Somebody at a browser: signs in, keeps the cookie, asks again while the server is down (every change carries an idempotency key). */
export class PlantClient {
  readonly url: string;
  private readonly username: string;
  private readonly password: string;
  private cookie = '';

  private constructor(url: string, username: string, password: string) {
    this.url = url;
    this.username = username;
    this.password = password;
  }

  static async signIn(url: string, username: string, password = `takt-${username}`): Promise<PlantClient> {
    const client = new PlantClient(url, username, password);
    await client.signInAgain();
    return client;
  }

  private async signInAgain(): Promise<void> {
    const response = await this.reach('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-takt-request': '1' },
      body: JSON.stringify({ username: this.username, password: this.password }),
    });
    if (!response.ok) throw new Problem(response.status, (await response.json()) as Record<string, unknown>, 'POST /api/session');
    this.cookie = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
  }

  /** What the browser sends to stay signed in. */
  get sessionCookie(): string {
    return this.cookie;
  }

  async get<T>(path: string): Promise<T> {
    return this.answer<T>('GET', path);
  }

  async text(path: string): Promise<string> {
    const response = await this.reach(path, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Problem(response.status, (await response.json()) as Record<string, unknown>, `GET ${path}`);
    return response.text();
  }

  async post<T>(path: string, body: unknown = {}, key: string = randomUUID()): Promise<T> {
    return this.answer<T>('POST', path, body, key);
  }

  async patch<T>(path: string, body: unknown): Promise<T> {
    return this.answer<T>('PATCH', path, body, randomUUID());
  }

  async postXml<T>(path: string, xml: string | Buffer): Promise<T> {
    return this.answer<T>('POST', path, xml, undefined, 'application/xml');
  }

  /** The problem+json of a request that must be refused. */
  async refused(method: 'POST' | 'PATCH' | 'GET', path: string, body?: unknown, contentType?: string): Promise<Problem> {
    try {
      await this.answer(method, path, body, undefined, contentType);
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    throw new Error(`${method} ${path} was accepted but must be refused`);
  }

  private async answer<T>(method: string, path: string, body?: unknown, key?: string, contentType = 'application/json'): Promise<T> {
    const response = await this.reach(path, {
      method,
      headers: {
        cookie: this.cookie,
        'x-takt-request': '1',
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Problem(response.status, (await response.json()) as Record<string, unknown>, `${method} ${path}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** A killed plant drops connections: asks again for up to two minutes. */
  private async reach(path: string, init: RequestInit): Promise<Response> {
    const deadline = Date.now() + 120_000;
    for (;;) {
      try {
        const response = await fetch(this.url + path, init);
        if (response.status !== 503 || Date.now() > deadline) return response;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
