import { writeSync } from 'node:fs';
import { openEngine } from '../../../server/engine/index.ts';

/** Runs under strace: broadcasts signals, several at once, and says of each on standard error when it has been answered. */
const [dataDir, count] = [process.argv[2]!, Number(process.argv[3])];
const engine = await openEngine({ dataDir, journalFileBytes: 128 * 1024 });
for (let sent = 0; sent < count;) {
  const group = Array.from({ length: 1 + (sent % 7) }, () => sent++);
  await Promise.all(group.map(async (n) => {
    // Some records fill a page of their own, or more.
    await engine.submit({ valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: `signal-${n}`, variables: JSON.stringify({ load: 'x'.repeat((n * 977) % 9_000) }) } });
    writeSync(2, `ANSWERED ${n}\n`);
  }));
}
await engine.close();
