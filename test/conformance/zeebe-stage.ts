import { startRecordSink } from '../support/record-sink.ts';
import { startZeebe } from '../support/zeebe.ts';
import type { ZeebeDistribution } from '../support/zeebe-distribution.ts';
import { openClient } from './client.ts';
import type { Stage } from './stage.ts';

/** Real Zeebe with a stopped clock, its Elasticsearch exporter pointed at a sink of the test. `recordsAtOnce`: it is sent events and rejections in such lots. */
export async function openZeebeStage(distribution: ZeebeDistribution, { recordsAtOnce = 1 } = {}): Promise<Stage> {
  const sink = await startRecordSink();
  const broker = await startZeebe({
    exporterUrl: sink.url, exportedAtOnce: recordsAtOnce, controlledClock: true, distribution,
    settings: {
      // On a busy machine it refuses commands otherwise, and with the clock stopped never learns that it has become faster.
      ZEEBE_BROKER_BACKPRESSURE_ENABLED: 'false',
      // Messages expire when their time has come, not up to a minute later.
      ZEEBE_BROKER_EXPERIMENTAL_ENGINE_MESSAGES_TTLCHECKERINTERVAL: 'PT1S',
    },
  });
  const client = openClient(broker.grpcAddress, broker.restAddress);
  return {
    client,
    restAddress: broker.restAddress,
    records: sink.records,
    recordsAtOnce,
    onRecords: (listener) => sink.onRecords(listener),
    setClock: (epochMs) => broker.pinClock(epochMs),
    close: async () => {
      await client.close();
      await broker.stop();
      await sink.close();
    },
  };
}
