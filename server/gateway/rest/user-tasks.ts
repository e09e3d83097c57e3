import { z } from 'zod';
import { splitDocument } from '../../engine/index.ts';
import type { EngineCommands } from '../engine-commands.ts';
import { requireOwnPartition } from '../keys.ts';
import { invalidArgument, Problem } from './problem.ts';

/** One request on a user task: `body` is the JSON text, empty where there is none. */
export type UserTaskCall = (key: string, body: string, commands: EngineCommands) => Promise<void>;

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})(\[[^\]]+\])?$/i;
const NOTHING_TO_UPDATE =
  'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish();
const completion = z.object({ variables: z.record(z.string(), z.unknown()).nullish(), action: scalar });
const assignment = z.object({ assignee: scalar, allowOverride: z.boolean().nullish(), action: scalar });
const update = z.object({
  changeset: z.object({
    dueDate: scalar, followUpDate: scalar, candidateUsers: z.array(z.string()).nullish(), candidateGroups: z.array(z.string()).nullish(),
  }).nullish(),
  action: scalar,
});

export const completeUserTask: UserTaskCall = async (key, body, commands) => {
  const { action } = read(completion, body);
  await commands.execute({ ...task(key), intent: 'COMPLETE', value: { variables: variablesOf(body), action: action ?? '' } });
};

export const assignUserTask: UserTaskCall = async (key, body, commands) => {
  const { assignee, allowOverride, action } = read(assignment, body);
  if (!assignee?.trim()) throw invalidArgument('No assignee provided');
  const intent = allowOverride === false ? 'CLAIM' : 'ASSIGN';
  await commands.execute({ ...task(key), intent, value: { assignee, action: action || 'assign' } });
};

export const unassignUserTask: UserTaskCall = async (key, _body, commands) => {
  await commands.execute({ ...task(key), intent: 'ASSIGN', value: { assignee: '', action: 'unassign' } });
};

export const updateUserTask: UserTaskCall = async (key, body, commands) => {
  const { changeset, action } = read(update, body);
  const { dueDate, followUpDate, candidateGroups, candidateUsers } = changeset ?? {};
  const changes = Object.fromEntries(Object.entries({ dueDate, followUpDate, candidateGroupsList: candidateGroups, candidateUsersList: candidateUsers })
    .filter(([, value]) => value !== undefined && value !== null));
  if (Object.keys(changes).length === 0 && !action) throw invalidArgument(NOTHING_TO_UPDATE);
  const problems = [['due date', dueDate], ['follow-up date', followUpDate]].filter(([, value]) => value && !DATE_TIME.test(value))
    .map(([name, value]) => `The provided ${name} '${value}' cannot be parsed as a date according to RFC 3339, section 5.6.`);
  if (problems.length > 0) throw invalidArgument(problems.join(' '));
  await commands.execute({ ...task(key), intent: 'UPDATE', value: { ...changes, action: action ?? '' } });
};

function task(key: string) {
  return { valueType: 'USER_TASK', key: requireOwnPartition(key) } as const;
}

function read<T extends z.ZodType>(schema: T, body: string): z.infer<T> {
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body) as unknown;
  } catch {
    throw unreadable();
  }
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw unreadable();
  return parsed.data;
}

function unreadable(): Problem {
  return new Problem(400, 'Bad Request', 'Failed to read HTTP message');
}

/** From the text, not from parsed JSON: numbers keep their digits. */
function variablesOf(body: string): string {
  return body.trim() === '' ? '' : splitDocument(body)['variables'] ?? '';
}
