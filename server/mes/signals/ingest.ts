import type { Database, Tx } from '../../database/index.ts';
import { applyMeaning } from './meanings.ts';
import { valueText } from './sample.ts';
import type { LastSample, Sample, SignalMeaning } from './sample.ts';

interface Tag {
  readonly equipmentId: string;
  readonly meaning: SignalMeaning;
}

const rowsPerInsert = 100;

/**
 * Stores samples and acts on what they mean, in one transaction and in the order of their source times. A sample that was taken
 * before (same tag and time) changes nothing, so a connector may send again after a failure. Samples of unknown tags are dropped.
 */
export async function ingestSamples(tx: Tx, samples: readonly Sample[]): Promise<void> {
  const tags = await findTags(tx, samples);
  const known = samples.filter(({ tagId }) => tags.has(tagId)).sort((a, b) => (a.sourceTime < b.sourceTime ? -1 : a.sourceTime > b.sourceTime ? 1 : 0));
  if (known.length === 0) return;
  const last = await findLast(tx, [...new Set(known.map(({ tagId }) => tagId))]);
  for (const sample of known) {
    const before = last.get(sample.tagId);
    if (before !== undefined && sample.sourceTime <= before.sourceTime) continue;
    const { equipmentId, meaning } = tags.get(sample.tagId)!;
    const newest = { value: valueText(sample.value), quality: sample.quality, sourceTime: sample.sourceTime };
    last.set(sample.tagId, newest);
    // What the equipment's other tags say now is asked while meanings are applied; telemetry, the bulk, is written once at the end.
    if (meaning !== 'telemetry') await remember(tx, sample.tagId, newest);
    await applyMeaning(tx, { ...sample, equipmentId, meaning, last: before });
  }
  await store(tx, known);
  for (const tagId of new Set(known.map((sample) => sample.tagId))) {
    const newest = last.get(tagId)!;
    if (tags.get(tagId)!.meaning === 'telemetry') await remember(tx, tagId, newest);
    tx.live(`tag:${tagId}`, { tagId, ...newest, receivedAt: tx.now() });
  }
}

async function remember(tx: Tx, tagId: string, { value, quality, sourceTime }: LastSample): Promise<void> {
  await tx.knex('sample_last').insert({ tag_id: tagId, value, quality, source_time: sourceTime, received_at: tx.now() })
    .onConflict('tag_id').merge(['value', 'quality', 'source_time', 'received_at']);
}

async function store(tx: Tx, samples: readonly Sample[]): Promise<void> {
  for (let from = 0; from < samples.length; from += rowsPerInsert) {
    const rows = samples.slice(from, from + rowsPerInsert).map(({ tagId, value, quality, sourceTime }) => ({ tag_id: tagId, source_time: sourceTime, value: valueText(value), quality }));
    await tx.knex('sample').insert(rows).onConflict(['tag_id', 'source_time']).ignore();
  }
}

async function findTags(tx: Tx, samples: readonly Sample[]): Promise<Map<string, Tag>> {
  const ids = [...new Set(samples.map(({ tagId }) => tagId))];
  const rows = (await tx.knex('tag').whereIn('id', ids).select('id', 'equipment_id', 'meaning')) as { id: string; equipment_id: string; meaning: SignalMeaning }[];
  return new Map(rows.map((row) => [row.id, { equipmentId: row.equipment_id, meaning: row.meaning }]));
}

async function findLast(tx: Tx, ids: readonly string[]): Promise<Map<string, LastSample>> {
  const rows = (await tx.knex('sample_last').whereIn('tag_id', [...ids])) as { tag_id: string; value: string | null; quality: 'good' | 'bad'; source_time: string }[];
  return new Map(rows.map((row) => [row.tag_id, { value: row.value, quality: row.quality, sourceTime: row.source_time }]));
}

/** Removes samples older than `keepDays`; the last sample of every tag stays. */
export async function removeOldSamples(database: Database, keepDays = 90): Promise<void> {
  const before = new Date(database.clock().getTime() - keepDays * 86_400_000).toISOString();
  await database.transaction('system', (tx) => tx.knex('sample').where('source_time', '<', before).delete());
}
