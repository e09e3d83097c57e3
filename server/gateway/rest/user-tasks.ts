import { z } from 'zod';
import { firstJsonValue, splitDocument } from '../../engine/index.ts';
import type { EngineCommands } from '../engine-commands.ts';
import { requireOwnPartition } from '../keys.ts';
import { isZonedDateTime } from './date-time.ts';
import { badRequest, invalidArgument } from './problem.ts';

/** One request on a user task: `body` is the JSON text, empty where there is none. */
export type UserTaskCall = (key: string, body: string, commands: EngineCommands) => Promise<void>;

const NOTHING_TO_UPDATE =
  'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".';

/** Zeebe takes numbers and truth values for texts, and texts and numbers for truth values. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const NOTHING = 'null';
const scalar = text.nullish();
const truth = z.union([z.boolean(), z.number().int().transform((number) => number !== 0), z.enum(['true', 'True', 'TRUE', 'false', 'False', 'FALSE']).transform((word) => /true/i.test(word))]).nullish();
const completion = z.object({ variables: z.record(z.string(), z.unknown()).nullish(), action: scalar });
const assignment = z.object({ assignee: scalar, allowOverride: truth, action: scalar });
const update = z.object({
  changeset: z.object({
    dueDate: scalar, followUpDate: scalar, candidateUsers: z.array(text).nullish(), candidateGroups: z.array(text).nullish(),
  }).nullish(),
  action: scalar,
});

export const completeUserTask: UserTaskCall = async (key, body, commands) => {
  const json = read(body);
  const { action } = parse(completion, json);
  await commands.execute({ ...task(key), intent: 'COMPLETE', value: { variables: variablesOf(json), action: action ?? '' } });
};

export const assignUserTask: UserTaskCall = async (key, body, commands) => {
  const json = read(body);
  if (json === NOTHING) throw badRequest('Invalid request content');
  const { assignee, allowOverride, action } = parse(assignment, json);
  if (!assignee?.trim()) throw invalidArgument('No assignee provided');
  const intent = allowOverride === false ? 'CLAIM' : 'ASSIGN';
  await commands.execute({ ...task(key), intent, value: { assignee, action: action || 'assign' } });
};

export const unassignUserTask: UserTaskCall = async (key, _body, commands) => {
  await commands.execute({ ...task(key), intent: 'ASSIGN', value: { assignee: '', action: 'unassign' } });
};

export const updateUserTask: UserTaskCall = async (key, body, commands) => {
  const { changeset, action } = parse(update, read(body));
  const { dueDate, followUpDate, candidateGroups, candidateUsers } = changeset ?? {};
  const changes = Object.fromEntries(Object.entries({ dueDate, followUpDate, candidateGroupsList: candidateGroups, candidateUsersList: candidateUsers })
    .filter(([, value]) => value !== undefined && value !== null));
  if (Object.keys(changes).length === 0 && !action) throw invalidArgument(NOTHING_TO_UPDATE);
  const problems = [['due date', dueDate], ['follow-up date', followUpDate]].filter(([, value]) => value && !isZonedDateTime(value))
    .map(([name, value]) => `The provided ${name} '${value}' cannot be parsed as a date according to RFC 3339, section 5.6.`);
  if (problems.length > 0) throw invalidArgument(problems.join(' '));
  await commands.execute({ ...task(key), intent: 'UPDATE', value: { ...changes, action: action ?? '' } });
};

function task(key: string) {
  return { valueType: 'USER_TASK', key: requireOwnPartition(key) } as const;
}

/** The JSON of a body: its first value, as Zeebe reads it; `null` where there is none. */
function read(body: string): string {
  if (body === '') return NOTHING;
  const first = firstJsonValue(body, { singleQuotes: false });
  if (first === undefined || !('json' in first)) throw unreadable();
  return isWhole(body) ? body : first.json;
}

/** Then its numbers are as they were written. */
function isWhole(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

function parse<T extends z.ZodType>(schema: T, json: string): z.infer<T> {
  const parsed = schema.safeParse(JSON.parse(json) ?? {});
  if (!parsed.success) throw unreadable();
  return parsed.data;
}

function unreadable() {
  return badRequest('Failed to read HTTP message');
}

/** From the text, not from parsed JSON: numbers keep their digits. */
function variablesOf(json: string): string {
  return json === NOTHING ? '' : splitDocument(json)['variables'] ?? '';
}
