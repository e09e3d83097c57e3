import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** What the engine's record stream told: definitions, instances and where they are, user tasks, incidents. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'process_definition', (c) => {
    c.key('key').primary();
    c.id('bpmn_process_id').notNullable();
    c.integer('version').notNullable();
    c.line('resource_name').notNullable();
    c.text('xml').notNullable();
    c.line('checksum').notNullable();
    c.time('deployed_at').notNullable();
    c.index('bpmn_process_id', 'version');
  });
  await createTable(knex, 'process_instance', (c) => {
    c.key('key').primary();
    c.id('bpmn_process_id').notNullable();
    c.integer('version').notNullable();
    c.key('definition_key').notNullable();
    c.key('parent_key');
    c.key('root_key');
    c.word('state').notNullable();
    c.time('started_at').notNullable();
    c.time('ended_at');
    c.id('order_id');
    c.id('lot_id');
    c.index('root_key');
    c.index('parent_key');
    c.index('order_id');
    c.index('lot_id');
    c.index('state', 'bpmn_process_id');
  });
  await createTable(knex, 'element_instance', (c) => {
    c.key('key').primary();
    c.key('process_instance_key').notNullable();
    c.id('element_id').notNullable();
    c.table.string('element_type', 64).notNullable();
    c.key('scope_key');
    c.word('state').notNullable();
    c.time('started_at').notNullable();
    c.time('ended_at');
    c.index('process_instance_key', 'element_id');
  });
  await createTable(knex, 'sequence_flow_taken', (c) => {
    c.key('process_instance_key').notNullable();
    c.id('element_id').notNullable();
    c.integer('count').notNullable();
    c.table.primary(['process_instance_key', 'element_id']);
  });
  await createTable(knex, 'variable', (c) => {
    c.key('scope_key').notNullable();
    c.id('name').notNullable();
    c.json('value').notNullable();
    c.key('process_instance_key').notNullable();
    c.time('updated_at').notNullable();
    c.id('command_id');
    c.table.primary(['scope_key', 'name']);
    c.index('process_instance_key');
    c.index('command_id');
  });
  await createTable(knex, 'incident', (c) => {
    c.key('key').primary();
    c.key('process_instance_key').notNullable();
    c.key('element_instance_key');
    c.id('element_id');
    c.key('job_key');
    c.table.string('error_type', 64).notNullable();
    c.text('message').notNullable();
    c.word('state').notNullable();
    c.time('created_at').notNullable();
    c.time('resolved_at');
    c.index('process_instance_key');
    c.index('state', 'created_at');
  });
  await createTable(knex, 'exporter_position', (c) => {
    c.integer('partition_id').primary();
    c.key('position').notNullable();
  });
  await createTable(knex, 'user_task', (c) => {
    c.key('key').primary();
    c.key('process_instance_key').notNullable();
    c.key('element_instance_key');
    c.key('process_definition_key');
    c.id('bpmn_process_id').notNullable();
    c.id('element_id').notNullable();
    c.line('element_name');
    c.id('form_id');
    c.word('kind').notNullable();
    c.word('status').notNullable();
    c.id('assignee');
    c.json('candidate_groups').notNullable();
    c.time('due_date');
    c.json('variables').notNullable();
    c.id('job_order_id');
    c.id('work_center_id');
    c.id('lot_id');
    c.id('order_id');
    c.id('ticket_id');
    c.id('hold_id');
    c.time('created_at').notNullable();
    c.time('ended_at');
    c.id('completed_by');
    c.json('submission');
    c.index('status', 'work_center_id', 'created_at');
    c.index('status', 'created_at');
    c.index('process_instance_key');
    c.index('element_instance_key');
    c.index('order_id');
    c.index('lot_id');
    c.index('ticket_id');
    c.index('hold_id');
    c.index('job_order_id');
  });
}
