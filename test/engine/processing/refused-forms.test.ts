import { expect } from 'chai';
import { ruleOfEachTest } from '../support/engine-rule.ts';

/** Zeebe 8.5.8 refuses these too, with the text of a failure of its own. */
const refused: Readonly<Record<string, readonly [file: string, reason: string]>> = {
  'an empty file': ['  ', 'the file is empty'],
  'a file that is no JSON': ['{"id": "a",\n "components": [}', 'it is no JSON at line 2, column 17'],
  'a list': ['[{"id": "list"}]', 'expected a JSON object at the root'],
  'a text': ['"text"', 'expected a JSON object at the root'],
  'an id that is a list': ['{"id": ["a"]}', 'expected the id to be a text, but found ["a"]'],
  'an id that is an object': ['{"id": {"a": 1}}', 'expected the id to be a text, but found {"a":1}'],
  'a file that is nested too deeply': [`{"id": "a", "components": ${'['.repeat(1000)}${']'.repeat(1000)}}`, 'JSON is nested deeper than 1000 levels'],
};

describe('a form that cannot be read', () => {
  const rule = ruleOfEachTest();

  for (const [what, [file, reason]] of Object.entries(refused)) {
    it(`${what} is refused with the reason`, async () => {
      const resources = [{ resourceName: 'check.form', content: Buffer.from(file) }];
      expect(await rule.send({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources } })).to.deep.include({
        kind: 'rejection', type: 'INVALID_ARGUMENT',
        reason: `Expected to deploy new resources, but encountered the following errors:\nFailed to parse formId from form JSON. 'check.form': ${reason}`,
      });
    });
  }
});
