import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, credentials, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { loadGatewayService } from '../../server/gateway/gateway-service.ts';
import { projectRoot } from '../../server/project-root.ts';

/** No call takes longer, however busy the machine is. */
const DEADLINE_MS = 20_000;
/** How long calls are listened to that wait for something to happen. */
const WAITING_MS = 150;
const WAITING_CALLS = ['ActivateJobs', 'StreamActivatedJobs', 'CreateProcessInstanceWithResult'];

export interface GrpcAnswer {
  readonly code: status;
  readonly details: string;
  readonly response: Buffer | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export const service = loadGatewayService();

/** `npm run engine` in a process of its own, spoken to in bytes. */
export class EngineUnderFuzz {
  readonly #child: ChildProcess;
  readonly #dataDir: string;
  readonly #grpc: Client;
  readonly #restPort: number;
  #complaints = '';

  private constructor(child: ChildProcess, dataDir: string, grpcAddress: string, restPort: number) {
    this.#child = child;
    this.#dataDir = dataDir;
    this.#grpc = new Client(grpcAddress, credentials.createInsecure(), { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
    this.#restPort = restPort;
    child.stderr!.on('data', (chunk: Buffer) => { this.#complaints += chunk.toString(); });
  }

  static async start(): Promise<EngineUnderFuzz> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-fuzz-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/engine-main.ts', '--port', '0', '--rest-port', '0', '--data', dataDir], {
      cwd: projectRoot(), stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /gRPC (\S+), REST http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
        if (found !== null) resolve(found);
      });
      child.once('exit', (code, signal) => reject(new Error(`the engine ended with ${code === null ? signal : `code ${code}`}: ${output}`)));
    });
    return new EngineUnderFuzz(child, dataDir, ready[1]!, Number(ready[2]));
  }

  get #running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Whether the process ended; its end may be a moment behind the connection's. */
  async hasEnded(): Promise<boolean> {
    for (let i = 0; i < 20 && this.#running; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    return !this.#running;
  }

  /** What the engine wrote to its log since the last time: it writes errors only. */
  takeComplaints(): string {
    const complaints = this.#complaints;
    this.#complaints = '';
    return complaints;
  }

  get residentMb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  }

  /** A call with these bytes; the code is DEADLINE_EXCEEDED where a waiting call got no answer yet. */
  call(method: string, message: Buffer): Promise<GrpcAnswer> {
    const { path: rpc, responseStream } = service[method]!;
    const deadline = Date.now() + (WAITING_CALLS.includes(method) ? WAITING_MS : DEADLINE_MS);
    const answer = (error: ServiceError | null, response?: Buffer): GrpcAnswer => ({ code: error?.code ?? status.OK, details: error?.details ?? '', response });
    return new Promise((resolve) => {
      if (!responseStream) {
        this.#grpc.makeUnaryRequest(rpc, same, same, message, { deadline }, (error, response) => resolve(answer(error, response)));
        return;
      }
      const stream = this.#grpc.makeServerStreamRequest(rpc, same, same, message, { deadline });
      let last: Buffer | undefined;
      stream.on('data', (response: Buffer) => { last = response; });
      stream.on('error', (error: ServiceError) => resolve(answer(error, last)));
      stream.on('end', () => resolve(answer(null, last)));
    });
  }

  http(method: string, target: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port: this.#restPort, method, path: target, headers, timeout: DEADLINE_MS }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({
          status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body: Buffer.concat(chunks).toString(),
        }));
      });
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${target} within ${DEADLINE_MS} ms`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  async stop(): Promise<void> {
    this.#grpc.close();
    if (this.#running) {
      const ended = new Promise((resolve) => this.#child.once('exit', resolve));
      this.#child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

function same(bytes: Buffer): Buffer {
  return bytes;
}
