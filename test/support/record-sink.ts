import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One record as Zeebe's exporters write it; keys and positions are numbers there (partition 1 stays below 2^53). */
interface ExportedRecord {
  readonly position: number;
  readonly sourceRecordPosition: number;
  readonly key: number;
  readonly timestamp: number;
  readonly recordType: 'COMMAND' | 'EVENT' | 'COMMAND_REJECTION';
  readonly valueType: string;
  readonly intent: string;
  readonly rejectionType: string;
  readonly rejectionReason: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Answers what Zeebe's Elasticsearch exporter asks of an Elasticsearch, and keeps the records it is sent: each once, in the
 * order of their positions.
 */
export interface RecordSink {
  /** For ZEEBE_BROKER_EXPORTERS_<id>_ARGS_URL. */
  readonly url: string;
  readonly records: readonly ExportedRecord[];
  /** Called after records came in. Gives the function that ends it. */
  onRecords(listener: () => void): () => void;
  close(): Promise<void>;
}

export async function startRecordSink(): Promise<RecordSink> {
  const records: ExportedRecord[] = [];
  const listeners = new Set<() => void>();
  let lastPosition = 0;
  const server = createServer((request, response) => {
    void answer(request, response, (record) => {
      if (record.position <= lastPosition) return;
      lastPosition = record.position;
      records.push(record);
    }).then(() => listeners.forEach((listener) => listener()));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    records,
    onRecords: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, take: (record: ExportedRecord) => void): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  let body: object = { acknowledged: true };
  if (request.url?.startsWith('/_bulk')) {
    const items: object[] = [];
    const lines = Buffer.concat(chunks).toString('utf8').split('\n').filter((line) => line !== '');
    for (let i = 0; i + 1 < lines.length; i += 2) {
      take(JSON.parse(lines[i + 1]!) as ExportedRecord);
      items.push({ index: { status: 201 } });
    }
    body = { took: 0, errors: false, items };
  }
  // The Elasticsearch REST client refuses servers that do not present themselves with this header.
  response.writeHead(200, { 'content-type': 'application/json', 'X-Elastic-Product': 'Elasticsearch' });
  response.end(JSON.stringify(body));
}
