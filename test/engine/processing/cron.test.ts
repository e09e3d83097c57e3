import { expect } from 'chai';
import { nextByCron } from '../../../server/engine/processing/timer/cron.ts';

const THURSDAY = Date.UTC(2049, 10, 11);

/** What Zeebe 8.5.8 answered at midnight of that Thursday. */
const expected: readonly (readonly [cron: string, next: string])[] = [
  ['0 0 12 * * MON-FRI', '2049-11-11T12:00:00.000Z'],
  ['0 15 10 L * *', '2049-11-30T10:15:00.000Z'],
  ['0 0 0 1 JAN *', '2050-01-01T00:00:00.000Z'],
  ['@daily', '2049-11-12T00:00:00.000Z'],
  ['@hourly', '2049-11-11T01:00:00.000Z'],
  ['@weekly', '2049-11-14T00:00:00.000Z'],
  ['@monthly', '2049-12-01T00:00:00.000Z'],
  ['@yearly', '2050-01-01T00:00:00.000Z'],
  ['0 0 9 * * 1#1', '2049-12-06T09:00:00.000Z'],
  ['0 0 9 15W * *', '2049-11-15T09:00:00.000Z'],
  ['0 0 9 * * 5L', '2049-11-26T09:00:00.000Z'],
  ['0 0 9 LW * *', '2049-11-30T09:00:00.000Z'],
  ['0 0 9 1W * *', '2049-12-01T09:00:00.000Z'],
  ['0 0 9 13 * FRI', '2050-05-13T09:00:00.000Z'],
  ['*/10 * * * * *', '2049-11-11T00:00:10.000Z'],
];

describe('cron expressions', () => {
  for (const [cron, next] of expected) {
    it(`${cron} is next at ${next}`, () => {
      expect(new Date(nextByCron(cron, THURSDAY)).toISOString()).to.equal(next);
    });
  }
});
