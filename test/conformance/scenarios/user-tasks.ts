import { boundary, end, io, jobUserTask, parallel, process, start, userTask } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, more: Parameters<typeof userTask>[1] = {}) => process(id, [start(), userTask('inspect', more), end()], 'start -> inspect -> end');

export const userTasks: Scenario[] = [
  {
    name: 'A user task is created with what its diagram says of it',
    async play(player) {
      await player.deploy(oneTask('created', {
        assignment: { assignee: '=who', candidateGroups: '=["quality", "line"]', candidateUsers: 'anna, ben' },
        schedule: { dueDate: '2030-06-01T08:00:00Z', followUpDate: '=date and time("2030-05-01T08:00:00Z")' }, form: 'disposition',
        extensions: '<zeebe:taskHeaders><zeebe:header key="station" value="QA"/></zeebe:taskHeaders>' + io({ in: [['=lot', 'item']] }),
      }));
      await player.create('created', { who: 'carla', lot: 'L1' });
      await player.event('USER_TASK', 'CREATED');
    },
  },
  {
    name: 'A completed user task goes on with its variables',
    async play(player) {
      await player.deploy(oneTask('completed', { extensions: io({ out: [['=decision', 'result']] }) }));
      const instance = await player.create('completed');
      const task = await player.key('USER_TASK', 'CREATED');
      await player.userTask('POST', `${task}/completion`, { variables: { decision: 'release' }, action: 'approve' });
      await player.ended(instance);
      await player.userTask('POST', `${task}/completion`, {});
    },
  },
  {
    name: 'A completed user task without output mappings writes all its variables',
    async play(player) {
      await player.deploy(oneTask('completed-plain'));
      const instance = await player.create('completed-plain', { decision: null });
      const task = await player.key('USER_TASK', 'CREATED');
      await player.userTask('POST', `${task}/completion`, { variables: { decision: 'release' } });
      await player.ended(instance);
    },
  },
  {
    name: 'A user task is assigned reassigned and unassigned',
    async play(player) {
      await player.deploy(oneTask('assigned'));
      await player.create('assigned');
      const task = await player.key('USER_TASK', 'CREATED');
      await player.userTask('POST', `${task}/assignment`, { assignee: 'anna' });
      await player.userTask('POST', `${task}/assignment`, { assignee: 'ben', allowOverride: false });
      await player.userTask('POST', `${task}/assignment`, { assignee: 'ben', allowOverride: true, action: 'handover' });
      await player.userTask('DELETE', `${task}/assignee`);
      await player.userTask('POST', `${task}/assignment`, {});
    },
  },
  {
    name: 'A user task is updated',
    async play(player) {
      await player.deploy(oneTask('updated'));
      await player.create('updated');
      const task = await player.key('USER_TASK', 'CREATED');
      await player.userTask('PATCH', task, { changeset: { candidateGroups: ['night'], dueDate: '2030-07-01T00:00:00Z' }, action: 'move' });
      await player.userTask('PATCH', task, { changeset: { dueDate: '' } });
      await player.userTask('PATCH', task, {});
    },
  },
  {
    name: 'Calls for a user task that is not there are refused',
    async play(player) {
      await player.userTask('POST', `${UNKNOWN_KEY}/completion`, {});
      await player.userTask('POST', `${UNKNOWN_KEY}/assignment`, { assignee: 'anna' });
      await player.userTask('DELETE', `${UNKNOWN_KEY}/assignee`);
      await player.userTask('PATCH', UNKNOWN_KEY, { changeset: { dueDate: '' } });
    },
  },
  {
    name: 'A user task leaves with its cancelled instance',
    async play(player) {
      await player.deploy(oneTask('cancelled', { assignment: { assignee: 'anna' } }));
      const instance = await player.create('cancelled');
      const task = await player.key('USER_TASK', 'CREATED');
      await player.cancel(instance);
      await player.ended(instance);
      await player.userTask('POST', `${task}/completion`, {});
    },
  },
  {
    name: 'A user task leaves when its boundary timer fires',
    async play(player) {
      await player.deploy(process('late', [start(), userTask('acknowledge'), boundary('escalate', 'acknowledge', { duration: 'PT15M' }), end(), end('escalated')], 'start -> acknowledge -> end; escalate -> escalated'));
      const instance = await player.create('late');
      await player.event('USER_TASK', 'CREATED');
      await player.pass(900_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A user task whose assignee cannot be evaluated raises an incident',
    async play(player) {
      await player.deploy(oneTask('no-assignee', { assignment: { assignee: '=who' } }));
      const instance = await player.create('no-assignee', { who: 5 });
      const incident = await player.incident();
      await player.setVariables(instance, { who: 'anna' });
      await player.resolve(incident);
      await player.event('USER_TASK', 'CREATED');
    },
  },
  {
    name: 'A user task without the zeebe marker is a job with its assignment in headers',
    async play(player) {
      await player.deploy(process('as-job', [
        start(), jobUserTask('inspect', { assignment: { assignee: 'anna', candidateGroups: '=["quality"]' }, schedule: { dueDate: '2030-06-01T08:00:00Z' } }), end(),
      ], 'start -> inspect -> end'));
      const instance = await player.create('as-job');
      await player.complete(await player.job('io.camunda.zeebe:userTask'), { decision: 'scrap' });
      await player.ended(instance);
    },
  },
  {
    name: 'Names are a list of text, dates are text, a date and time, or nothing',
    async play(player) {
      await player.deploy(process('odd-tasks', [
        start(), parallel('fork'), userTask('groups', { assignment: { candidateGroups: '=x' } }), userTask('users', { assignment: { candidateUsers: '=[x]' } }), userTask('due', { schedule: { dueDate: '=x' } }),
        jobUserTask('job-groups', { assignment: { candidateGroups: '=x' } }), jobUserTask('follow-up', { schedule: { followUpDate: '=x' } }), end(),
      ], ['start', 'groups', 'users', 'due', 'job-groups', 'follow-up'].map((id) => (id === 'start' ? 'start -> fork' : `fork -> ${id} -> end`)).join('; ')));
      for (const x of [['anna', 1], 3, null, 'noon']) {
        const instance = await player.create('odd-tasks', { x });
        await player.settle();
        await player.cancel(instance);
      }
    },
  },
];
