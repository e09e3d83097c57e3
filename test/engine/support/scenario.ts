import { expect } from 'chai';
import { EngineRule } from './engine-rule.ts';

/** A scenario holds as it is, and when the engine is closed and opened again before each of its commands. */
export function scenario(name: string, play: (rule: EngineRule) => Promise<void>): void {
  for (const restartsAlways of [false, true]) {
    it(restartsAlways ? `${name}, with a restart before every command` : name, async () => {
      const rule = new EngineRule({ restartsAlways });
      await rule.open();
      try {
        await play(rule);
        expect(rule.errors).to.deep.equal([]);
      } finally {
        await rule.dispose();
      }
    });
  }
}
