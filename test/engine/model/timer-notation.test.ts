import { expect } from 'chai';
import { cycleProblem, isDateTime, isDuration } from '../../../server/engine/model/validation/timer-notation.ts';

describe('timer notation, as Zeebe 8.5.8 reads it', () => {
  for (const text of ['-PT1S', 'PT-1S', 'P1Y2M3W4DT5H6M7.5S', 'P1W', 'P1WT1H', 'P1D', '+PT1S', 'P1Y', '-P1DT1H', 'PT1,5S'])
    it(`${text} is a duration`, () => expect(isDuration(text)).to.equal(true));
  for (const text of ['P', 'PT', 'pt1s', 'PT1.5H', 'P1.5D', '1S', 'P1M1Y', '', 'P1DT', 'foo'])
    it(`"${text}" is no duration`, () => expect(isDuration(text)).to.equal(false));

  for (const text of ['2026-12-01T00:00:00+02:00', '2026-12-01T00:00Z', '2026-12-01T00:00:00.123Z', '2026-12-01T00:00:00+02:00[Europe/Berlin]',
    '2026-12-01t00:00:00z', '2026-12-01T00:00:00+02'])
    it(`${text} is a date`, () => expect(isDateTime(text)).to.equal(true));
  for (const text of ['2026-12-01T00:00:00+0200', '2026-12-01T00:00:00@Europe/Berlin', '2026-02-30T00:00:00Z', '2026-12-01', '2026-12-01T24:00:00Z',
    '12026-12-01T00:00:00Z', '2026-12-01T00:00:00', 'foo'])
    it(`${text} is no date`, () => expect(isDateTime(text)).to.equal(false));

  for (const text of ['R/PT1S', 'R0/PT1S', 'R-1/PT1S', 'R3/2026-12-01T00:00:00Z/PT1S', '@daily', '0 0 0 * * *', '0 0 0 * * MON', '0 0 0 ? * MON',
    '0 0 0 L * *', '*/5 * * * * *', '0 0 9-17 * * MON-FRI', '0 0 0 * * MON#1', '0 0 0 15W * *'])
    it(`${text} is a cycle`, () => expect(cycleProblem(text)).to.equal(undefined));
  for (const [text, problem] of [
    ['R3', 'No interval given'], ['R3/', 'Text cannot be parsed to a Period'], ['PT1S', 'Cron expression contains 1 parts but we expect one of [6]'],
    ['R/x/PT1S', "Text 'x' could not be parsed at index 0"], ['Rx/PT1S', 'Cannot parse repetitions count'], ['', 'Empty expression!'],
    ['@foo', 'Cron expression contains 1 parts but we expect one of [6]'], ['0 0 0 1 1 * 2027', 'Cron expression contains 7 parts but we expect one of [6]'],
    ['0 0 0 32 * *', 'Failed to parse cron expression. Value 32 not in range [1, 31]'], ['0 0 0 * 13 *', 'Failed to parse cron expression. Value 13 not in range [1, 12]'],
    ['0 0 0 * * 8', 'Failed to parse cron expression. Value 8 not in range [0, 7]'],
    ['0 0 0 * * foo', 'Failed to parse cron expression. Invalid chars in expression! Expression: FOO Invalid chars: FOO'],
  ] as const)
    it(`"${text}" is no cycle: ${problem}`, () => expect(cycleProblem(text)).to.equal(problem));
});
