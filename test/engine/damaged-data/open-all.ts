import { openEngine, type Engine } from '../../../server/engine/index.ts';

/** Opens each folder, reads and works on what is in it, and says in a line what came of it. Whatever is wrong may throw, but not end the process. */
for (const dataDir of process.argv.slice(2)) {
  let outcome = 'works';
  let engine: Engine | undefined;
  try {
    engine = await openEngine({ dataDir });
    engine.records(0, 1_000_000);
    await engine.submit({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'chain', variables: '{"key":"new"}' } });
    const answer = await engine.activateJobs({ type: 'work', worker: 'w', timeoutMs: 60_000, maxJobs: 100 });
    if ('jobs' in answer) for (const { key } of answer.jobs) await engine.submit({ valueType: 'JOB', intent: 'COMPLETE', key, value: { variables: '{}' } });
  } catch (error) {
    outcome = String(error);
  }
  await engine?.close();
  process.stdout.write(`${outcome}\n`);
}
