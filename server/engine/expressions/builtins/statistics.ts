import { variadic, type Functions } from './define.ts';
import { isComparable, order } from '../values/comparison.ts';
import { Decimal } from '../values/decimal.ts';
import { JavaException } from '../values/java-exception.ts';
import { display, FeelError, isList, type FeelFunction, type Value } from '../values/value.ts';

const TWO = Decimal.ofInteger(2);

/** The smallest (-1) or largest (1) item. */
function extreme(sign: -1 | 1): FeelFunction {
  return variadic(['list'], ([list]) => {
    if (list === undefined || !isList(list)) return undefined;
    const [first, ...rest] = list;
    if (first === undefined) return null;
    if (!isComparable(list)) return new FeelError(`${display(list)} is not comparable`);
    return rest.reduce<Value>((best, item) => {
      const result = order(best, item);
      if (result === undefined) {
        throw new JavaException('java.lang.IllegalArgumentException', `${display(best)} can not be compared to ${display(item)}`);
      }
      return result * sign < 0 ? item : best;
    }, first);
  });
}

/** A function of numbers; an empty list gives `empty`. */
function ofNumbers(body: (numbers: readonly Decimal[]) => Value, empty: Value = null): FeelFunction {
  return variadic(['list'], ([list], runtime) => {
    if (list === undefined || !isList(list)) return undefined;
    if (list.length === 0) return empty;
    runtime.spend(list.length);
    const numbers: Decimal[] = [];
    for (const item of list) {
      if (!(item instanceof Decimal)) return new FeelError(`expected number but found '${display(item)}'`);
      numbers.push(item);
    }
    return body(numbers);
  });
}

const sum = (numbers: readonly Decimal[]): Decimal => numbers.reduce((total, number) => total.plus(number));

const mean = (numbers: readonly Decimal[]): Decimal => sum(numbers).dividedBy(Decimal.ofInteger(numbers.length));

const sorted = (numbers: readonly Decimal[]): Decimal[] => [...numbers].sort((x, y) => x.compare(y));

function median(numbers: readonly Decimal[]): Value {
  const ordered = sorted(numbers);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? Decimal.ZERO;
  return ordered.length % 2 === 1 ? upper : (ordered[middle - 1] ?? Decimal.ZERO).plus(upper).dividedBy(TWO);
}

/** The sample's standard deviation. @throws JavaException for a single number. */
function stddev(numbers: readonly Decimal[]): Value {
  const average = mean(numbers);
  const squares = sum(numbers.map((number) => number.minus(average).pow(2)));
  return Decimal.ofDouble(Math.sqrt(squares.dividedBy(Decimal.ofInteger(numbers.length - 1)).toDouble()));
}

/** The most frequent numbers, in order. */
function mode(numbers: readonly Decimal[]): Value {
  const groups: { readonly number: Decimal; count: number }[] = [];
  for (const number of sorted(numbers)) {
    const last = groups.at(-1);
    if (last?.number.equals(number)) last.count += 1;
    else groups.push({ number, count: 1 });
  }
  const most = Math.max(...groups.map((group) => group.count));
  return groups.filter((group) => group.count === most).map((group) => group.number);
}

export const statisticFunctions: Functions = {
  min: [extreme(-1)],
  max: [extreme(1)],
  sum: [ofNumbers(sum)],
  product: [ofNumbers((numbers) => numbers.reduce((total, number) => total.times(number), Decimal.ONE))],
  mean: [ofNumbers(mean)],
  median: [ofNumbers(median)],
  stddev: [ofNumbers(stddev)],
  mode: [ofNumbers(mode, [])],
};
