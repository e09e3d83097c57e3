import ModbusSerial from 'modbus-serial';
import { ConfigurationError, RetryableError, messageOf } from '../runtime/errors.ts';
import type { Area, ModbusConnection } from './connection.ts';

type Client = ModbusSerial;

/** Exception codes by which a device says that the request itself is wrong: illegal function, address, value. */
const wrongRequest = new Set([1, 2, 3]);

/**
 * One TCP connection to a device, opened when first needed and again after it broke. Requests wait for each other,
 * because many devices answer only one at a time.
 */
export class ModbusLink {
  readonly connection: ModbusConnection;
  #client: Client | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connection: ModbusConnection) {
    this.connection = connection;
  }

  /** Reads `length` registers (numbers) or bits (truth values) from `start`. */
  async read(area: Area, start: number, length: number): Promise<(number | boolean)[]> {
    return await this.#request(async (client) => {
      switch (area) {
        case 'input': return (await client.readInputRegisters(start, length)).data;
        case 'holding': return (await client.readHoldingRegisters(start, length)).data;
        case 'discrete': return (await client.readDiscreteInputs(start, length)).data.slice(0, length);
        case 'coil': return (await client.readCoils(start, length)).data.slice(0, length);
      }
    });
  }

  async writeCoils(start: number, values: boolean[]): Promise<void> {
    const [only, ...more] = values;
    await this.#request<unknown>((client) => (only !== undefined && more.length === 0 ? client.writeCoil(start, only) : client.writeCoils(start, values)));
  }

  async writeRegisters(start: number, values: number[]): Promise<void> {
    await this.#request((client) => client.writeRegisters(start, values));
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => undefined);
    this.#drop();
  }

  /**
   * @throws RetryableError when the device does not answer or is busy
   * @throws ConfigurationError when it says that it has no such register
   */
  #request<Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer> {
    const mine = this.#turn.catch(() => undefined).then(async () => {
      try {
        this.#client ??= await this.#connect();
        return await ask(this.#client);
      } catch (error) {
        throw this.#failure(error);
      }
    });
    this.#turn = mine;
    return mine;
  }

  async #connect(): Promise<Client> {
    const { host, port, unitId, timeoutMs } = this.connection;
    const client = new ModbusSerial();
    // Without a listener a reset connection would end the process; the next request sees it anyway.
    client.on('error', () => undefined);
    client.on('close', () => {
      if (this.#client === client) this.#client = undefined;
    });
    client.setTimeout(timeoutMs);
    try {
      await client.connectTCP(host, { port, timeout: timeoutMs });
    } catch (error) {
      client.destroy(() => undefined);
      throw error;
    }
    client.setID(unitId);
    return client;
  }

  #failure(error: unknown): RetryableError | ConfigurationError {
    const { id, host, port } = this.connection;
    const exception = (error as { modbusCode?: number }).modbusCode;
    if (exception !== undefined) {
      const text = `The device ${id} (${host}:${port}) refused: ${messageOf(error)}`;
      return wrongRequest.has(exception) ? new ConfigurationError(text) : new RetryableError(text, { cause: error });
    }
    this.#drop();
    return new RetryableError(`The device ${id} (${host}:${port}) does not answer: ${messageOf(error)}`, { cause: error });
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.destroy(() => undefined);
  }
}

/** All configured devices, by connection id. */
export class ModbusLinks {
  readonly #links: ReadonlyMap<string, ModbusLink>;

  constructor(connections: readonly ModbusConnection[]) {
    this.#links = new Map(connections.map((connection) => [connection.id, new ModbusLink(connection)]));
  }

  all(): ModbusLink[] {
    return [...this.#links.values()];
  }

  /** @throws ConfigurationError when no device has this id */
  get(connectionId: string): ModbusLink {
    const link = this.#links.get(connectionId);
    if (link === undefined)
      throw new ConfigurationError(`There is no Modbus connection "${connectionId}"; known are: ${[...this.#links.keys()].join(', ') || 'none'}.`);
    return link;
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((link) => link.close()));
  }
}
