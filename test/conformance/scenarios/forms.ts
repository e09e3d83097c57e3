import type { Node } from '../diagram.ts';
import { SCOPE, end, process, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const form = (id: string, more = '') => ({ name: `${id}.form`, xml: `{"id": "${id}${SCOPE}", "type": "default", "components": []${more}}` });
const nativeTask = (formId: string): Node => ({ tag: 'userTask', id: 'people', extensions: `<zeebe:userTask/><zeebe:formDefinition formId="${formId}"/>` });
const jobTask = (formId: string): Node => ({ tag: 'userTask', id: 'people', extensions: `<zeebe:formDefinition formId="${formId}"/>` });

export const forms: Scenario[] = [
  {
    name: 'A form is deployed in versions, and the same form again makes none',
    async play(player) {
      await player.deployXml(form('check'));
      await player.deployXml(form('check'));
      await player.deployXml(form('check', ', "schemaVersion": 2'));
      await player.deployXml({ ...form('check', ', "schemaVersion": 2'), name: 'renamed.form' });
      await player.deployXml(form('check'), form('other'));
    },
  },
  {
    name: 'A user task has the key of the latest version of its form',
    async play(player) {
      await player.deployXml(form('check'));
      await player.deploy(process('with-form', [start(), nativeTask(`check${SCOPE}`), end()], 'start -> people -> end'));
      await player.create('with-form');
      await player.event('USER_TASK', 'CREATED');
      await player.deployXml(form('check', ', "schemaVersion": 2'));
      await player.create('with-form');
      await player.event('USER_TASK', 'CREATED', { count: 2 });
      await player.deploy(process('with-job-form', [start(), jobTask(`check${SCOPE}`), end()], 'start -> people -> end'));
      await player.create('with-job-form');
      await player.event('JOB', 'CREATED');
    },
  },
  {
    name: 'A form id may be an expression, and a form that is not there raises an incident',
    async play(player) {
      await player.deploy(process('chosen-form', [start(), nativeTask('=which'), end()], 'start -> people -> end'));
      const instance = await player.create('chosen-form', { which: 'form-of-this-scenario-only' });
      const incident = await player.incident();
      await player.deployXml({ name: 'late.form', xml: '{"id": "form-of-this-scenario-only"}' });
      await player.resolve(incident);
      await player.event('USER_TASK', 'CREATED');
      await player.cancel(instance);
      await player.deleteResource(await player.key('FORM', 'CREATED'));
      await player.create('chosen-form', { which: 'form-of-this-scenario-only' });
      await player.incident(2);
      await player.create('chosen-form', { which: 7 });
      await player.incident(3);
      await player.deploy(process('chosen-job-form', [start(), jobTask('=which'), end()], 'start -> people -> end'));
      await player.create('chosen-job-form', { which: 'form-of-this-scenario-only' });
      await player.incident(4);
    },
  },
  {
    name: 'When the latest version of a form is deleted the one before is the latest',
    async play(player) {
      await player.deployXml(form('check'));
      await player.deployXml(form('check', ', "schemaVersion": 2'));
      await player.deploy(process('with-form', [start(), nativeTask(`check${SCOPE}`), end()], 'start -> people -> end'));
      await player.deleteResource(await player.key('FORM', 'CREATED', { count: 2 }));
      await player.create('with-form');
      await player.event('USER_TASK', 'CREATED');
      await player.deployXml(form('check', ', "schemaVersion": 2'));
      await player.deleteResource(await player.key('FORM', 'CREATED', { count: 2 }));
    },
  },
  {
    name: 'Forms that cannot be are refused',
    async play(player) {
      await player.deployXml({ name: 'empty.form', xml: '{}' });
      await player.deployXml({ name: 'blank.form', xml: '{"id": " "}' });
      await player.deployXml({ name: 'null.form', xml: '{"id": null}' });
      await player.deployXml({ ...form('check'), name: 'one.form' }, { ...form('check'), name: 'two.form' });
    },
  },
  {
    name: 'The id of a form may be any JSON but a list or an object, and what follows the form is passed by',
    async play(player) {
      const files = [
        '{"id": 5}', '{"id": 5.50}', '{"id": 1e400}', '{"id": true}', '{"id": ""}', '{"ID": "capital"}', `{"id": "twice", "id": "once${SCOPE}"}`,
        `\ufeff{"id": "mark${SCOPE}"}`, `{"id": "more${SCOPE}"} {"id": "ignored"}`, `{"id": "rest${SCOPE}"} rest`, `{"components": [1, {"id": 2}], "id": "late${SCOPE}"}`,
      ];
      for (const [i, xml] of files.entries()) await player.deployXml({ name: `form-${i}.form`, xml });
    },
  },
];
