import type { Knex } from 'knex';

export interface FrozenRoute {
  /** Version of the operations definition; 1 where the plant has none. */
  readonly version: number;
  readonly processId: string;
  /** The deployed version of the process, which the order keeps; null when the engine has not told of one yet. */
  readonly processVersion: number | null;
}

interface DefinitionRow {
  material_id: string | null;
  version: number;
  process_id: string;
  status: string;
}

/** How the material is made now: its own effective route, else the plant's default one. */
export async function findRoute(knex: Knex, materialId: string): Promise<FrozenRoute> {
  const definitions = await knex<DefinitionRow>('operations_definition')
    .where({ status: 'Effective' })
    .where((either) => void either.where({ material_id: materialId }).orWhereNull('material_id'))
    .orderBy('version', 'desc');
  const definition = definitions.find((row) => row.material_id === materialId) ?? definitions[0];
  const processId = definition?.process_id ?? 'production-order';
  const deployed = await knex<{ bpmn_process_id: string; version: number }>('process_definition').where({ bpmn_process_id: processId }).orderBy('version', 'desc').first('version');
  return { version: definition?.version ?? 1, processId, processVersion: deployed?.version ?? null };
}
