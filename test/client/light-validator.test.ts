import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { FormDocument } from '../../client/api/types.ts';
import { createLightValidator } from '../../client/forms/light-validator.ts';
import { localiseSchema, uiSchemaFor } from '../../client/forms/localise.ts';

const weighing = JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../forms/weighing.form.json'), 'utf8')) as FormDocument;

describe('the check before a form is sent', () => {
  const { validateFormData } = createLightValidator('missing');
  const missing = (values: Record<string, unknown>): (string | undefined)[] => validateFormData(values, weighing.schema).errors.map(({ property }) => property);

  it('names what is missing', () => {
    expect(missing({ unit: 'KG', source: 'manual' })).to.deep.equal(['.lotId', '.quantity']);
  });

  it('asks for the comment only with a deviation', () => {
    const weighed = { lotId: 'L1', quantity: '12.5', unit: 'KG', source: 'manual' };
    expect(missing({ ...weighed, reportDeviation: false })).to.deep.equal([]);
    expect(missing({ ...weighed, reportDeviation: true })).to.deep.equal(['.comment']);
  });

  it('leaves what the server knows better to the server', () => {
    expect(missing({ lotId: 'no such lot', quantity: 'much', unit: 'KG', source: 'manual' })).to.deep.equal([]);
  });
});

describe('a form in the reader\'s language', () => {
  it('has its titles in Chinese and keeps its constraints', () => {
    const schema = localiseSchema(weighing, 'zh-CN');
    expect(schema.properties?.['lotId']).to.include({ title: '组分批次', minLength: 1 });
    expect(localiseSchema(weighing, 'en')).to.deep.equal(weighing.schema);
  });

  it('hides a field until what it depends on holds', () => {
    expect(uiSchemaFor(weighing, {}, 'en')['comment']).to.include({ 'ui:widget': 'hidden' });
    expect(uiSchemaFor(weighing, { reportDeviation: true }, 'en')['comment']).to.include({ 'ui:widget': 'textarea' });
  });
});
