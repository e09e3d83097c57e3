import { openEngine } from '../../../server/engine/index.ts';
import { end, job, process as diagram, SCOPE, start, catchEvent } from '../../conformance/diagram.ts';

/** Longer than any room that is freed in the file: it lies at its end. */
export const LONG_VALUE = 'long'.repeat(75_000);

/** Processes that wait, jobs, long values, pages that were freed again: what a data file has in it. Returns the number of records. */
export async function fillDataFolder(dataDir: string): Promise<number> {
  const engine = await openEngine({ dataDir });
  const xml = diagram('chain', [start(), job('work', { type: 'work' }), catchEvent('letter', { message: 'letter', key: '=key' }), end()], 'start -> work -> letter -> end').xml.replaceAll(SCOPE, '');
  await engine.submit({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: 'chain.bpmn', content: Buffer.from(xml) }] } });
  for (let round = 0; round < 9; round++) {
    await Promise.all(Array.from({ length: 8 }, (_, i) => engine.submit({
      valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'chain', variables: JSON.stringify({ key: `${round}-${i}`, load: 'x'.repeat(i * 900) }) },
    })));
    const answer = await engine.activateJobs({ type: 'work', worker: 'w', timeoutMs: 60_000, maxJobs: 6 });
    if ('jobs' in answer) await Promise.all(answer.jobs.map(({ key }) => engine.submit({ valueType: 'JOB', intent: 'COMPLETE', key, value: { variables: '{}' } })));
    if (round === 4) await engine.acknowledgeRecords(engine.lastPosition / 2);
  }
  await engine.submit({ valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: 'long', variables: JSON.stringify({ load: LONG_VALUE }) } });
  const { lastPosition } = engine;
  await engine.close();
  return lastPosition;
}
