import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { z } from 'zod';
import { projectRoot } from '../../server/project-root.ts';

const folder = path.join(projectRoot(), 'forms');
const form = z.object({
  id: z.string(), title: z.object({ en: z.string().min(1), 'zh-CN': z.string().min(1) }), command: z.enum(['weigh', 'dispose-hold', 'close-ticket']).optional(),
  schema: z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) }), uiSchema: z.record(z.string(), z.unknown()),
  translations: z.object({ 'zh-CN': z.record(z.string(), z.string().min(1)) }),
});
const forms = readdirSync(folder).filter((name) => name.endsWith('.form.json')).map((name) => ({ name, form: form.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) }));
const validatorOf = (id: string) => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(forms.find(({ form: { id: name } }) => name === id)!.form.schema);
};

/** Every text of a schema that a person reads. */
function texts(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) => ((key === 'title' || key === 'description') && typeof value === 'string' ? [value] : texts(value)));
}

describe('forms', () => {
  for (const { name, form: { id, schema, uiSchema, translations } } of forms) {
    it(`${name} is complete in both languages and names its fields rightly`, () => {
      expect(name).to.equal(`${id}.form.json`);
      expect(Object.keys(translations['zh-CN']).sort()).to.deep.equal([...new Set(texts(schema))].sort());
      const fields = Object.keys(schema.properties);
      expect(uiSchema['ui:order']).to.have.members(fields);
      expect(fields).to.include.members(Object.keys(uiSchema).filter((key) => !key.startsWith('ui:')));
    });
  }

  const cases: [id: string, what: string, value: unknown, right: boolean][] = [
    ['weighing', 'an exact weight', { lotId: 'L1', quantity: '5.003', unit: 'kg', source: 'scale', sampleTime: '2026-11-23T05:31:00.000Z' }, true],
    ['weighing', 'a number instead of a text', { lotId: 'L1', quantity: 5.003, unit: 'kg', source: 'scale' }, false],
    ['weighing', 'a decimal comma', { lotId: 'L1', quantity: '5,003', unit: 'kg', source: 'scale' }, false],
    ['weighing', 'a negative weight', { lotId: 'L1', quantity: '-1', unit: 'kg', source: 'manual' }, false],
    ['weighing', 'no lot', { quantity: '1', unit: 'kg', source: 'manual' }, false],
    ['weighing', 'a deviation without a comment', { lotId: 'L1', quantity: '9', unit: 'kg', source: 'manual', reportDeviation: true }, false],
    ['weighing', 'a deviation with a comment', { lotId: 'L1', quantity: '9', unit: 'kg', source: 'manual', reportDeviation: true, comment: 'bag broke' }, true],
    ['weighing', 'a field of nobody', { lotId: 'L1', quantity: '9', unit: 'kg', source: 'manual', approved: true }, false],
    ['disposition', 'a decision with its reason', { decision: 'Scrap', comment: 'contaminated' }, true],
    ['disposition', 'a decision without a reason', { decision: 'Release' }, false],
    ['disposition', 'another decision', { decision: 'Rework', comment: 'again' }, false],
    ['ticket-close', 'cause, action and parts', { cause: 'sensor', action: 'replaced', parts: [{ part: 'Load cell', quantity: '1' }], downtimeMinutes: 42 }, true],
    ['ticket-close', 'no action', { cause: 'sensor' }, false],
    ['ticket-close', 'a downtime below zero', { cause: 'wear', action: 'oiled', downtimeMinutes: -1 }, false],
  ];
  for (const [id, what, value, right] of cases)
    it(`${id} ${right ? 'takes' : 'refuses'} ${what}`, () => {
      expect(validatorOf(id)(value)).to.equal(right);
    });
});
