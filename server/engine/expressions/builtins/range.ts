/** How ranges and points lie to each other (Allen's relations, as FEEL names them). */

import { builtin, type Functions } from './define.ts';
import { isComparable as isOrdered, order, same, sameType } from '../values/comparison.ts';
import { JavaException } from '../values/java-exception.ts';
import { display, FeelRange, isList, type FeelFunction, type Value } from '../values/value.ts';

type RangePair = (x: FeelRange, y: FeelRange) => boolean;

interface Relation {
  readonly ranges?: RangePair;
  readonly pointRange?: (x: Value, y: FeelRange) => boolean;
  readonly rangePoint?: (x: FeelRange, y: Value) => boolean;
  readonly points?: (x: Value, y: Value) => boolean;
}

const less = (x: Value, y: Value): boolean => (order(x, y) ?? 0) < 0;
const more = (x: Value, y: Value): boolean => (order(x, y) ?? 0) > 0;

const isPoint = (value: Value): boolean => typeof value === 'object' && value !== null && !isList(value) && isOrdered(value);

function comparable(x: Value, y: Value): boolean {
  if (x instanceof FeelRange) return comparable(x.start.value, y instanceof FeelRange ? y.start.value : y);
  if (y instanceof FeelRange) return comparable(x, y.start.value);
  return isPoint(x) && isPoint(y) && sameType(x, y);
}

/** Undefined for values that cannot be compared. @throws JavaException for a pair that the relation does not know, as in feel-scala. */
function relate(relation: Relation, x: Value, y: Value): boolean | undefined {
  if (!comparable(x, y)) return undefined;
  const result = x instanceof FeelRange
    ? y instanceof FeelRange ? relation.ranges?.(x, y) : relation.rangePoint?.(x, y)
    : y instanceof FeelRange ? relation.pointRange?.(x, y) : relation.points?.(x, y);
  if (result === undefined) throw new JavaException('scala.MatchError', `(${display(x)},${display(y)}) (of class scala.Tuple2)`);
  return result;
}

function functions(relation: Relation, ...parameters: readonly (readonly [string, string])[]): readonly FeelFunction[] {
  return parameters.map((names) => builtin(names, ([x, y]) => (x === undefined || y === undefined ? undefined : relate(relation, x, y))));
}

const includesRange: RangePair = (x, y) => {
  const startsBefore = less(x.start.value, y.start.value) || (same(x.start.value, y.start.value) && (x.start.closed || !y.start.closed));
  const endsAfter = more(x.end.value, y.end.value) || (same(x.end.value, y.end.value) && (x.end.closed || !y.end.closed));
  return startsBefore && endsAfter;
};

const includesPoint = ({ start, end }: FeelRange, point: Value): boolean => (less(start.value, point) && more(end.value, point))
  || (same(start.value, point) && start.closed) || (same(end.value, point) && end.closed);

/** The start of y lies within x, where x ends. */
const overlapsAtStart: RangePair = (x, y) => more(x.end.value, y.start.value) || (same(x.end.value, y.start.value) && x.end.closed && y.start.closed);

const overlapsBefore: RangePair = (x, y) => {
  const startsBefore = less(x.start.value, y.start.value) || (same(x.start.value, y.start.value) && x.start.closed && !y.start.closed);
  const endsBefore = less(x.end.value, y.end.value) || (same(x.end.value, y.end.value) && (!x.end.closed || y.end.closed));
  return startsBefore && overlapsAtStart(x, y) && endsBefore;
};

const finishes: RangePair = (x, y) => x.end.closed === y.end.closed && same(x.end.value, y.end.value)
  && (more(x.start.value, y.start.value) || (same(x.start.value, y.start.value) && (!x.start.closed || y.start.closed)));

const finishesAt = (point: Value, { end }: FeelRange): boolean => end.closed && same(end.value, point);

const starts: RangePair = (x, y) => same(x.start.value, y.start.value) && x.start.closed === y.start.closed
  && (less(x.end.value, y.end.value) || (same(x.end.value, y.end.value) && (!x.end.closed || y.end.closed)));

const startsAt = (point: Value, { start }: FeelRange): boolean => same(start.value, point) && start.closed;

const POINTS = ['point1', 'point2'] as const;
const POINT_RANGE = ['point', 'range'] as const;
const RANGE_POINT = ['range', 'point'] as const;
const RANGES = ['range1', 'range2'] as const;

export const rangeFunctions: Functions = {
  before: functions({
    ranges: (x, y) => less(x.end.value, y.start.value) || ((!x.end.closed || !y.start.closed) && same(x.end.value, y.start.value)),
    pointRange: (point, { start }) => less(point, start.value) || (same(point, start.value) && !start.closed),
    rangePoint: ({ end }, point) => less(end.value, point) || (same(end.value, point) && !end.closed),
    points: less,
  }, POINTS, POINT_RANGE, RANGE_POINT, RANGES),
  after: functions({
    ranges: (x, y) => more(x.start.value, y.end.value) || ((!x.start.closed || !y.end.closed) && same(x.start.value, y.end.value)),
    pointRange: (point, { end }) => more(point, end.value) || (same(point, end.value) && !end.closed),
    rangePoint: ({ start }, point) => more(start.value, point) || (same(start.value, point) && !start.closed),
    points: more,
  }, POINTS, POINT_RANGE, RANGE_POINT, RANGES),
  meets: functions({ ranges: (x, y) => x.end.closed && y.start.closed && same(x.end.value, y.start.value) }, RANGES),
  'met by': functions({ ranges: (x, y) => x.start.closed && y.end.closed && same(x.start.value, y.end.value) }, RANGES),
  overlaps: functions({ ranges: (x, y) => overlapsAtStart(x, y) && overlapsAtStart(y, x) }, RANGES),
  'overlaps before': functions({ ranges: overlapsBefore }, RANGES),
  'overlaps after': functions({ ranges: (x, y) => overlapsBefore(y, x) }, RANGES),
  finishes: functions({ ranges: finishes, pointRange: finishesAt }, POINT_RANGE, RANGES),
  'finished by': functions({ ranges: (x, y) => finishes(y, x), rangePoint: (range, point) => finishesAt(point, range) }, POINT_RANGE, RANGES),
  includes: functions({ ranges: includesRange, rangePoint: includesPoint }, RANGE_POINT, RANGES),
  during: functions({ ranges: (x, y) => includesRange(y, x), pointRange: (point, range) => includesPoint(range, point) }, POINT_RANGE, RANGES),
  starts: functions({ ranges: starts, pointRange: startsAt }, POINT_RANGE, RANGES),
  'started by': functions({ ranges: (x, y) => starts(y, x), rangePoint: (range, point) => startsAt(point, range) }, RANGE_POINT, RANGES),
  coincides: functions({
    ranges: (x, y) => same(x.start.value, y.start.value) && x.start.closed === y.start.closed && same(x.end.value, y.end.value) && x.end.closed === y.end.closed,
    pointRange: same, rangePoint: same, points: same,
  }, POINTS, RANGES),
};
