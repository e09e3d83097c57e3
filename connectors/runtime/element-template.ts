import { z } from 'zod';
import type { Connector } from './connector.ts';

/** The part of a JSON Schema that decides how a property is edited. */
interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly FieldSchema[];
  readonly default?: unknown;
  readonly pattern?: string;
}

type Templated = Pick<Connector, 'type' | 'name' | 'description' | 'retries'> & { readonly input: z.ZodObject; readonly output: z.ZodObject };

/** The element template with which a modeler draws this connector; one property per input, and where each output goes. */
export function elementTemplate(connector: Templated): object {
  const { type, name, description, retries } = connector;
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: name.en,
    id: `dev.takt.${type.replace(':', '.')}`,
    version: 1,
    description: description.en,
    engines: { camunda: '^8.5' },
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
    elementType: { value: 'bpmn:ServiceTask' },
    groups: [{ id: 'input', label: 'Input' }, { id: 'output', label: 'Result' }, { id: 'failure', label: 'Failure' }],
    properties: [
      { type: 'Hidden', value: type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
      ...fields(connector.input, 'input').map(inputProperty),
      ...fields(connector.output, 'output').map(outputProperty),
      { id: 'retries', label: 'Attempts', group: 'failure', type: 'String', feel: 'optional', value: String(retries), binding: { type: 'zeebe:taskDefinition', property: 'retries' } },
    ],
  };
}

interface Field {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly required: boolean;
}

function fields(object: z.ZodObject, io: 'input' | 'output'): Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(object, { io, unrepresentable: 'any' }) as { properties?: Record<string, FieldSchema>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }));
}

function inputProperty({ name, schema, required }: Field): object {
  const { title = name, description } = schema;
  const choices = schema.enum ?? schema.anyOf?.map((option) => option.const);
  const common = {
    id: name, label: title, ...(description === undefined ? {} : { description }), group: 'input',
    ...(required ? {} : { optional: true }),
    binding: { type: 'zeebe:input', name },
    ...(required ? { constraints: { notEmpty: true } } : {}),
  };
  const value = schema.default === undefined ? {} : { value: literal(schema.default) };
  if (choices?.every((choice) => typeof choice === 'string') === true)
    return { ...common, type: 'Dropdown', ...value, choices: choices.map((choice) => ({ name: choice, value: choice })) };
  if (accepts(schema, 'string')) return { ...common, type: 'String', feel: 'optional', ...value };
  return { ...common, type: 'Text', feel: 'required', ...value };
}

function outputProperty({ name, schema }: Field): object {
  return {
    id: `result-${name}`, label: `Result variable for ${schema.title ?? name}`, group: 'output', type: 'String', optional: true,
    binding: { type: 'zeebe:output', source: `=${name}` },
  };
}

/** Whether a value of this field is of that type (or nothing). */
function accepts(schema: FieldSchema, type: string): boolean {
  const types = [schema.type ?? schema.anyOf?.map((option) => option.type) ?? []].flat(2);
  return types.includes(type) && types.every((each) => each === type || each === 'null');
}

/** Anything but a text is an expression. */
const literal = (value: unknown): string => (typeof value === 'string' ? value : `=${JSON.stringify(value)}`);
