import type { Knex } from 'knex';
import * as effects from './0001_effects.ts';
import * as materials from './0001_materials.ts';
import * as orders from './0001_orders.ts';
import * as plant from './0001_plant.ts';
import * as processes from './0001_processes.ts';
import * as qualityMaintenance from './0001_quality_maintenance.ts';
import * as erpMessage from './0002_erp_message.ts';
import * as erpStatement from './0003_erp_statement.ts';
import * as projectionTime from './0004_projection_time.ts';

interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
}

/**
 * In the order they are applied; one that a release had is never changed, only followed by another. Imported statically,
 * because a bundle has no folder of migrations to list.
 */
export const migrations: readonly Migration[] = [
  { name: '0001_effects', up: effects.up },
  { name: '0001_materials', up: materials.up },
  { name: '0001_orders', up: orders.up },
  { name: '0001_plant', up: plant.up },
  { name: '0001_processes', up: processes.up },
  { name: '0001_quality_maintenance', up: qualityMaintenance.up },
  { name: '0002_erp_message', up: erpMessage.up },
  { name: '0003_erp_statement', up: erpStatement.up },
  { name: '0004_projection_time', up: projectionTime.up },
];
