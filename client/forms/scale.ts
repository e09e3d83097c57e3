import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../api/live.ts';
import { useApi } from '../api/queries.ts';
import type { Sample } from '../api/types.ts';
import type { EquipmentAnswer } from '../scenes/equipment/tree.ts';

export interface ScaleReading {
  /** Decimal text as the scale shows it; null when it says nothing. */
  weight: string | null;
  unit: string;
  stable: boolean;
  /** False when the connection is lost or the machine reports a fault. */
  good: boolean;
  fault: boolean;
  sourceTime: string | null;
}

const endsWith = (suffix: string) => (id: string): boolean => id.toLowerCase().endsWith(`.${suffix}`);

function decimalText(value: Sample['value'] | undefined): string | null {
  if (typeof value === 'number') return value.toFixed(3);
  return typeof value === 'string' && value !== '' ? value : null;
}

function isTrue(sample: Sample | undefined): boolean {
  return sample?.value === true || sample?.value === 1 || sample?.value === '1' || sample?.value === 'true';
}

/** The last samples of the tags, by tag id: read once, then moved on by live messages. */
export function useTags(tagIds: readonly string[]): Record<string, Sample> {
  const client = useQueryClient();
  const [live, setLive] = useState<Record<string, Sample>>({});
  const equipment = useApi<EquipmentAnswer>(tagIds.length ? '/api/equipment' : null);
  useLive(tagIds.map((id) => `tag:${id}`), ({ topic, payload }) => {
    if (topic === 'reset') {
      void client.invalidateQueries({ queryKey: ['/api/equipment'] });
      return setLive({});
    }
    return setLive((before) => ({ ...before, [topic.slice('tag:'.length)]: payload as Sample }));
  });
  const known = Object.fromEntries((equipment.data?.items ?? []).flatMap(({ tags }) => tags).map((tag) => [tag.id, tag]));
  return Object.fromEntries(tagIds.flatMap((id) => {
    const sample = live[id] ? { ...known[id], ...live[id] } : known[id];
    return sample ? [[id, sample]] : [];
  }));
}

/** The scale behind a task's live tags; null when the station has none. */
export function useScale(tagIds: readonly string[]): ScaleReading | null {
  const tags = useTags(tagIds);
  const weightId = tagIds.find(endsWith('weight')) ?? tagIds[0];
  if (!weightId) return null;
  const weight = tags[weightId];
  const stableId = tagIds.find(endsWith('stable'));
  const faultId = tagIds.find(endsWith('fault'));
  const fault = faultId ? isTrue(tags[faultId]) : false;
  return {
    weight: decimalText(weight?.value),
    unit: weight?.unit ?? 'kg',
    stable: stableId ? isTrue(tags[stableId]) : true,
    good: !fault && weight !== undefined && (weight.quality ?? 'good').toLowerCase() === 'good',
    fault,
    sourceTime: weight?.sourceTime ?? null,
  };
}
