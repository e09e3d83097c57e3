import { boundary, catchEvent, end, exclusive, job, plain, process, start } from '../diagram.ts';
import type { Diagram } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, task = 'work') => process(id, [start(), job(task), end()], `start -> ${task} -> end`);
const refused = (name: string, ...diagrams: Diagram[]): Scenario => ({
  name,
  async play(player) {
    for (const diagram of diagrams) await player.deploy(diagram);
  },
});

export const deployments: Scenario[] = [
  {
    name: 'The same resource again is a duplicate and keeps its version',
    async play(player) {
      await player.deploy(oneTask('same'));
      await player.deploy(oneTask('same'));
    },
  },
  {
    name: 'A changed resource gets the next version',
    async play(player) {
      await player.deploy(oneTask('changed'));
      await player.deploy(oneTask('changed', 'other'));
      await player.deploy(oneTask('changed'));
    },
  },
  {
    name: 'A resource under another name is a new version',
    async play(player) {
      const { xml } = oneTask('renamed');
      await player.deployXml({ name: 'one.bpmn', xml });
      await player.deployXml({ name: 'two.bpmn', xml });
    },
  },
  {
    name: 'One deployment may hold several processes',
    async play(player) {
      await player.deploy(oneTask('first'), oneTask('second'));
      await player.deploy(oneTask('first'), oneTask('second', 'changed'));
    },
  },
  {
    name: 'Two processes of one id in a deployment are refused',
    async play(player) {
      const [one, two] = [oneTask('twin'), oneTask('twin', 'other')];
      await player.deployXml({ name: 'one.bpmn', xml: one.xml }, { name: 'two.bpmn', xml: two.xml });
    },
  },
  {
    name: 'What is no BPMN is refused',
    async play(player) {
      await player.deployXml({ name: 'text.bpmn', xml: 'no XML at all' });
      await player.deployXml({ name: 'other.bpmn', xml: '<?xml version="1.0"?><plant/>' });
      await player.deployXml({ name: 'unknown.txt', xml: 'hello' });
    },
  },
  {
    name: 'A process that is not executable is left out',
    async play(player) {
      await player.deployXml({ name: 'drawing.bpmn', xml: oneTask('drawing').xml.replace('isExecutable="true"', 'isExecutable="false"') });
    },
  },
  refused('A process without a start event is refused', process('startless', [job('work'), end()], 'work -> end')),
  refused('A process with two none start events is refused', process('two-starts', [start('a'), start('b'), end()], 'a -> end; b -> end')),
  refused('A service task without a job type is refused', process('typeless', [start(), plain('serviceTask', 'work'), end()], 'start -> work -> end')),
  refused('An expression that cannot be parsed is refused', process('unparsable', [start(), exclusive('which'), end('a'), end('b')], 'start -> which -> a [x >]; which -> b [default]')),
  refused('A timer that is no duration is refused', process('untimely', [start(), catchEvent('wait', { duration: 'soon' }), end()], 'start -> wait -> end')),
  refused('A message event without a correlation key is refused', process('keyless', [start(), catchEvent('wait', { message: 'paid' }), end()], 'start -> wait -> end')),
  refused('An exclusive gateway flow without a condition is refused', process('conditionless', [start(), exclusive('which'), end('a'), end('b')], 'start -> which -> a [x]; which -> b')),
  refused('A receive task without a message is refused', process('messageless', [start(), plain('receiveTask', 'wait'), end()], 'start -> wait -> end')),
  refused('A call activity without a called process is refused', process('callless', [start(), plain('callActivity', 'call'), end()], 'start -> call -> end')),
  refused('Two boundary events of one error code are refused',
    process('double', [start(), job('work'), boundary('a', 'work', { error: 'E' }), boundary('b', 'work', { error: 'E' }), end()], 'start -> work -> end; a -> end; b -> end')),
  refused('Two boundary events of one message are refused',
    process('double', [start(), job('work'), boundary('a', 'work', { message: 'm', key: '=k' }), boundary('b', 'work', { message: 'm', key: '=k' }), end()], 'start -> work -> end; a -> end; b -> end')),
  refused('An interrupting boundary event with a cycle is refused',
    process('cyclic', [start(), job('work'), boundary('late', 'work', { cycle: 'R3/PT1M' }), end()], 'start -> work -> end; late -> end')),
  refused('A flow out of an end event is refused', process('endless', [start(), end('stop'), job('work'), end()], 'start -> stop -> work -> end')),
];
