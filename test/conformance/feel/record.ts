/**
 * Asks real Zeebe for the answer to every expression of the corpus and writes recorded.json. Needs a Zeebe distribution:
 *
 *     node --import tsx test/conformance/feel/record.ts
 */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findZeebe } from '../../support/zeebe-distribution.ts';
import { corpus } from './corpus.ts';
import { openZeebeAnswers } from './zeebe-answers.ts';

const distribution = findZeebe();
if ('missing' in distribution) throw new Error(distribution.missing);
const zeebe = await openZeebeAnswers(distribution);
try {
  const recorded = Object.fromEntries(await zeebe.ask([...new Set(Object.values(corpus).flat())]));
  writeFileSync(path.join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
} finally {
  await zeebe.close();
}
