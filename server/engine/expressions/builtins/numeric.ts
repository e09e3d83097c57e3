import { builtin, type Functions } from './define.ts';
import { Decimal, type Rounding } from '../values/decimal.ts';
import { Duration, Period } from '../values/duration.ts';
import { JavaException } from '../values/java-exception.ts';
import { exp, log } from '../values/transcendental.ts';
import { FeelError, type FeelFunction, type Value } from '../values/value.ts';

const ROUNDINGS: readonly Rounding[] = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN', 'UNNECESSARY'];
const TWO = Decimal.ofInteger(2);

function round(n: Decimal, scale: Decimal, rounding: Rounding): Value {
  try {
    return n.setScale(scale.toInt(), rounding);
  } catch (error) {
    if (error instanceof JavaException) return new FeelError(`Failed to apply rounding mode '${rounding}': ${error.message}`);
    throw error;
  }
}

function rounding(mode: Rounding, scaleName = 'scale'): FeelFunction {
  return builtin(['n', scaleName], ([n, scale]) => (n instanceof Decimal && scale instanceof Decimal ? round(n, scale, mode) : undefined));
}

function toInteger(mode: Rounding): FeelFunction {
  return builtin(['n'], ([n]) => (n instanceof Decimal ? round(n, Decimal.ZERO, mode) : undefined));
}

function ofNumber(name: string, body: (n: Decimal) => Value): FeelFunction {
  return builtin([name], ([n]) => (n instanceof Decimal ? body(n) : undefined));
}

function abs(name: string): FeelFunction {
  return builtin([name], ([n]) => {
    if (n instanceof Decimal) return n.abs();
    if (n instanceof Period) return n.years < 0 || n.months < 0 ? n.negated() : n;
    return n instanceof Duration ? (n.isNegative ? n.negated() : n) : undefined;
  });
}

export const numericFunctions: Functions = {
  decimal: [
    rounding('HALF_EVEN'),
    builtin(['n', 'scale', 'mode'], ([n, scale, mode]) => {
      if (!(n instanceof Decimal) || !(scale instanceof Decimal) || typeof mode !== 'string') return undefined;
      const known = ROUNDINGS.find((candidate) => candidate === mode.toUpperCase());
      return known ? round(n, scale, known) : new FeelError(`Illegal argument '${mode}' for rounding mode. Must be one of: ${ROUNDINGS.join(', ')}`);
    }),
  ],
  floor: [toInteger('FLOOR'), rounding('FLOOR', 'scala')],
  ceiling: [toInteger('CEILING'), rounding('CEILING')],
  'round up': [rounding('UP')],
  'round down': [rounding('DOWN')],
  'round half up': [rounding('HALF_UP')],
  'round half down': [rounding('HALF_DOWN', 'scala')],
  abs: [abs('number'), abs('n')],
  modulo: [
    builtin(['dividend', 'divisor'], ([dividend, divisor]) => (dividend instanceof Decimal && divisor instanceof Decimal
      ? dividend.remainder(divisor).plus(divisor).remainder(divisor)
      : undefined)),
  ],
  sqrt: [ofNumber('number', (n) => (n.sign < 0 ? null : Decimal.ofDouble(Math.sqrt(n.toDouble()))))],
  log: [ofNumber('number', (n) => Decimal.ofDouble(log(n.toDouble())))],
  exp: [ofNumber('number', (n) => Decimal.ofDouble(exp(n.toDouble())))],
  odd: [ofNumber('number', (n) => n.abs().remainder(TWO).equals(Decimal.ONE))],
  even: [ofNumber('number', (n) => n.remainder(TWO).isZero)],
  'random number': [builtin([], () => Decimal.ofDouble(Math.random()))],
};
