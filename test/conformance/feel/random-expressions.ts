import { seededRandom } from '../../support/seeded-random.ts';

type Kind = 'number' | 'string' | 'boolean' | 'list' | 'context' | 'date' | 'time' | 'dateTime' | 'duration' | 'range' | 'null';

const KINDS: readonly Kind[] = ['number', 'string', 'boolean', 'list', 'context', 'date', 'time', 'dateTime', 'duration', 'range', 'null'];
/** Arguments that are not what a function or an operator takes: their null rules are behaviour too. */
const MISFIT = 0.12;
const DEPTH_MAX = 3;

/** What needs no further expression; the variables are the corpus's. */
const ATOMS: Readonly<Record<Kind, readonly string[]>> = {
  number: ['0', '1', '2', '3', '7', '-1', '10', '0.1', '2.50', '1.05', '-3.75', '100', '12345678.9', '0.000001', '1000000000000', 'i', 'neg', 'dec', 'whole', 'tiny', 'huge', 'exp', 'zero', 'order.qty', 'numbers[1]', 'order.lines[2].n', 'people[1].age'],
  string: ['""', '"a"', '"b"', '"abc"', '"A b"', '"Straße"', '"日本"', '"12.5"', '"1,234.5"', '"a-b-c"', '"2024-02-29"', String.raw`"x\ny"`, 's', 'empty', 'num', 'quote', 'iso', 'day', 'order.id', 'words[2]', 'people[2].name'],
  boolean: ['true', 'false', 'yes', 'no'],
  list: ['[]', '[1]', '[1, 2, 3]', '[3, 1, 2, 2]', '["a", "b"]', '["b", null, "a"]', '[null]', '[true, false]', '[[1, 2], [3]]', '[1.0, 1, 2.50]', '[{a: 1}, {a: 2, b: "x"}]', 'numbers', 'mixed', 'words', 'none', 'nested', 'floats', 'order.lines', 'people', 'people.age', 'order.lines.note'],
  context: ['{}', '{a: 1}', '{a: 1, b: "x"}', '{a: {b: {c: 2}}}', '{"x y": null}', '{n: [1, 2]}', 'order', 'order.site', 'people[1]'],
  date: ['date("2024-02-29")', 'date("2023-12-31")', 'date(2024, 1, 31)', 'date("1999-07-04")', '@"2025-03-30"', 'date(day)'],
  time: ['time("10:11:12")', 'time("23:59:59.5")', 'time("00:00")', 'time("10:11:12Z")', 'time("08:30:00+02:00")', '@"12:00:00@Europe/Berlin"', 'time(7, 5, 3)'],
  dateTime: ['date and time("2024-02-29T10:11:12")', 'date and time("2023-12-31T23:59:59.999")', 'date and time("2024-03-31T01:30:00Z")', 'date and time("2024-10-27T02:30:00@Europe/Berlin")', '@"2024-06-01T12:00:00-05:00"', 'date and time(iso)'],
  duration: ['duration("P1D")', 'duration("PT1H30M")', 'duration("-PT90S")', 'duration("P1Y2M")', 'duration("P0M")', 'duration("PT0S")', 'duration("-P3M")', 'duration("P10DT0.5S")', '@"PT36H"'],
  range: ['[1..5]', '(1..5)', '[2..8)', ']0..3[', '["a".."c"]', '[date("2024-01-01")..date("2024-12-31")]', '[duration("PT1H")..duration("P1D")]', '[5..1]'],
  null: ['null', 'nil', 'missing', 'order.missing', 'i.x', 'numbers[9]'],
};

/** Functions by the kind they give: their parameters' kinds; `any` fits all. */
const FUNCTIONS: Readonly<Record<Kind, readonly (readonly [name: string, ...parameters: readonly (Kind | 'any' | 'small' | 'pattern' | 'flags' | 'rounding')[]])[]>> = {
  number: [
    ['abs', 'number'], ['floor', 'number'], ['ceiling', 'number'], ['floor', 'number', 'small'], ['ceiling', 'number', 'small'], ['round up', 'number', 'small'], ['round down', 'number', 'small'], ['round half up', 'number', 'small'],
    ['round half down', 'number', 'small'], ['decimal', 'number', 'small'], ['decimal', 'number', 'small', 'rounding'], ['modulo', 'number', 'number'], ['sqrt', 'number'], ['log', 'number'], ['exp', 'small'], ['count', 'list'], ['min', 'list'], ['max', 'list'],
    ['min', 'number', 'number', 'number'], ['max', 'number', 'number'], ['sum', 'list'], ['sum', 'number', 'number'], ['mean', 'list'], ['product', 'list'], ['median', 'list'], ['stddev', 'list'], ['number', 'string'], ['string length', 'string'],
    ['day of year', 'date'], ['week of year', 'dateTime'], ['get value', 'context', 'string'], ['get or else', 'any', 'number'],
  ],
  string: [
    ['string', 'any'], ['string', 'number'], ['string', 'any'], ['substring', 'string', 'small'], ['substring', 'string', 'small', 'small'], ['upper case', 'string'], ['lower case', 'string'], ['substring before', 'string', 'string'], ['substring after', 'string', 'string'],
    ['replace', 'string', 'pattern', 'string'], ['replace', 'string', 'pattern', 'string', 'flags'], ['string join', 'list', 'string'], ['string join', 'list'], ['trim', 'string'], ['day of week', 'date'], ['month of year', 'dateTime'], ['get or else', 'any', 'string'],
    ['to base64', 'string'], ['string join', 'list', 'string', 'string', 'string'],
  ],
  boolean: [
    ['not', 'boolean'], ['contains', 'string', 'string'], ['starts with', 'string', 'string'], ['ends with', 'string', 'string'], ['matches', 'string', 'pattern'], ['matches', 'string', 'pattern', 'flags'], ['list contains', 'list', 'any'], ['all', 'list'], ['any', 'list'],
    ['and', 'list'], ['or', 'list'], ['even', 'number'], ['odd', 'number'], ['is defined', 'any'], ['before', 'range', 'range'], ['after', 'range', 'range'], ['meets', 'range', 'range'], ['met by', 'range', 'range'], ['overlaps', 'range', 'range'], ['overlaps before', 'range', 'range'],
    ['overlaps after', 'range', 'range'], ['finishes', 'range', 'range'], ['finished by', 'range', 'range'], ['includes', 'range', 'range'], ['includes', 'range', 'number'], ['during', 'range', 'range'], ['during', 'number', 'range'], ['starts', 'range', 'range'], ['started by', 'range', 'range'],
    ['coincides', 'range', 'range'], ['before', 'number', 'number'], ['after', 'date', 'date'], ['coincides', 'number', 'number'],
  ],
  list: [
    ['append', 'list', 'any'], ['concatenate', 'list', 'list'], ['insert before', 'list', 'small', 'any'], ['remove', 'list', 'small'], ['reverse', 'list'], ['index of', 'list', 'any'], ['union', 'list', 'list'], ['distinct values', 'list'], ['duplicate values', 'list'], ['flatten', 'list'],
    ['sublist', 'list', 'small'], ['sublist', 'list', 'small', 'small'], ['split', 'string', 'pattern'], ['extract', 'string', 'pattern'], ['get entries', 'context'], ['mode', 'list'], ['partition', 'list', 'small'],
  ],
  context: [['context put', 'context', 'string', 'any'], ['context merge', 'list'], ['context', 'list'], ['put', 'context', 'string', 'any'], ['put all', 'context', 'context'], ['context put', 'context', 'list', 'any']],
  date: [['date', 'string'], ['date', 'dateTime'], ['date', 'date'], ['last day of month', 'date'], ['date', 'number', 'small', 'small']],
  time: [['time', 'string'], ['time', 'dateTime'], ['time', 'small', 'small', 'small'], ['time', 'small', 'small', 'small', 'duration']],
  dateTime: [['date and time', 'string'], ['date and time', 'date', 'time'], ['date and time', 'dateTime', 'time'], ['date and time', 'dateTime', 'string']],
  duration: [['duration', 'string'], ['years and months duration', 'date', 'date'], ['years and months duration', 'dateTime', 'date'], ['abs', 'duration']],
  range: [],
  null: [],
};

const PROPERTIES: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  date: ['year', 'month', 'day', 'weekday', 'hour'], time: ['hour', 'minute', 'second', 'time offset', 'timezone', 'day'], dateTime: ['year', 'day', 'weekday', 'hour', 'second', 'time offset', 'timezone'],
  duration: ['years', 'months', 'days', 'hours', 'minutes', 'seconds'], range: ['start', 'end', 'start included', 'end included'], context: ['a', 'b', 'n', 'id', 'qty', 'site', 'name'], list: ['a', 'name', 'n', 'sku'],
};
const PATTERNS = ['"a"', '"[a-c]"', '"b|c"', '"(a)(b)?"', '"."', '"^a"', '"c$"', '"x*"', '","', '"-"', String.raw`"\s+"`, String.raw`"\d+"`, '"["', '"a{2}"', '"(?i)B"', '""'];
const FLAGS = ['"i"', '"s"', '"x"', '"im"', '""'];
const ROUNDINGS = ['"up"', '"down"', '"ceiling"', '"floor"', '"half_up"', '"half_down"', '"half_even"', '"unnecessary"', '"nope"'];
const SMALL = ['0', '1', '2', '3', '-1', '-2', '5', '1.5', '12', 'neg'];
const TYPES = ['number', 'string', 'boolean', 'list', 'context', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration', 'function', 'Any', 'any', 'list<number>', 'range'];

class Writer {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  expression(kind: Kind, depth: number, names: readonly string[] = []): string {
    if (this.#random() < MISFIT) kind = this.#oneOf(KINDS);
    if (names.length > 0 && this.#random() < 0.35) return this.#oneOf(names);
    if (depth <= 0 || this.#random() < 0.15) return this.#oneOf(ATOMS[kind]);
    const sub = (of: Kind) => this.expression(of, depth - 1, names);
    if (this.#random() < 0.4 && FUNCTIONS[kind].length > 0) return this.#call(kind, sub);
    if (this.#random() < 0.1) return `(if ${sub('boolean')} then ${sub(kind)} else ${sub(kind)})`;
    if (this.#random() < 0.06) return `${this.#operand(sub('list'))}[${this.#random() < 0.5 ? this.#oneOf(SMALL) : this.expression('boolean', depth - 1, [...names, 'item', 'a', 'age'])}]`;
    if (this.#random() < 0.06) return this.#property(sub);
    return this.#composed(kind, depth, names, sub);
  }

  #composed(kind: Kind, depth: number, names: readonly string[], sub: (of: Kind) => string): string {
    const [a, b] = [() => this.#operand(sub(kind)), () => this.#operand(sub(kind))];
    switch (kind) {
      case 'number': return this.#oneOf([`${a()} + ${b()}`, `${a()} - ${b()}`, `${a()} * ${b()}`, `${a()} / ${b()}`, `${a()} ** ${this.#oneOf(SMALL)}`, `-${a()}`, `${this.#operand(sub('duration'))} / ${this.#operand(sub('duration'))}`]);
      case 'string': return `${a()} + ${b()}`;
      case 'boolean': return this.#condition(depth, names, sub);
      case 'list': return this.#oneOf([`[${sub(this.#oneOf(KINDS))}, ${sub(this.#oneOf(KINDS))}]`, this.#loop(depth, names, sub), this.#loop(depth, names, sub)]);
      case 'context': return `{a: ${sub(this.#oneOf(KINDS))}, b: ${this.expression(this.#oneOf(KINDS), depth - 1, [...names, 'a'])}}`;
      case 'date': return `${a()} ${this.#oneOf(['+', '-'])} ${this.#operand(sub('duration'))}`;
      case 'time': return `${a()} ${this.#oneOf(['+', '-'])} ${this.#operand(sub('duration'))}`;
      case 'dateTime': return `${a()} ${this.#oneOf(['+', '-'])} ${this.#operand(sub('duration'))}`;
      case 'duration': return this.#oneOf([`${a()} + ${b()}`, `${a()} - ${b()}`, `${a()} * ${this.#operand(sub('number'))}`, `${a()} / ${this.#operand(sub('number'))}`, `${this.#operand(sub('date'))} - ${this.#operand(sub('date'))}`,
        `${this.#operand(sub('dateTime'))} - ${this.#operand(sub('dateTime'))}`, `${this.#operand(sub('time'))} - ${this.#operand(sub('time'))}`, `-${a()}`]);
      case 'range': return `${this.#oneOf(['[', '(', ']'])}${sub('number')}..${sub('number')}${this.#oneOf([']', ')', '['])}`;
      case 'null': return this.#property(sub);
    }
  }

  #condition(depth: number, names: readonly string[], sub: (of: Kind) => string): string {
    const of = this.#oneOf(KINDS);
    const left = this.#operand(sub(of));
    switch (Math.floor(this.#random() * 7)) {
      case 0: return `${left} ${this.#oneOf(['=', '!=', '<', '<=', '>', '>='])} ${this.#operand(sub(of))}`;
      case 1: return `${this.#operand(sub('boolean'))} ${this.#oneOf(['and', 'or'])} ${this.#operand(sub('boolean'))}`;
      case 2: return `${left} between ${this.#operand(sub(of))} and ${this.#operand(sub(of))}`;
      case 3: return `${left} in ${this.#oneOf([sub('range'), `(${sub(of)}, ${sub(of)})`, `(${this.#oneOf(['<', '<=', '>', '>='])} ${this.#operand(sub(of))})`, this.#operand(sub('list')), `not(${sub(of)})`])}`;
      case 4: return `${left} instance of ${this.#oneOf(TYPES)}`;
      case 5: return `(${this.#oneOf(['some', 'every'])} x in ${sub('list')} satisfies ${this.expression('boolean', depth - 1, [...names, 'x'])})`;
      default: return `${this.#operand(sub('number'))} ${this.#oneOf(['=', '<', '>'])} ${this.#operand(sub('number'))}`;
    }
  }

  #loop(depth: number, names: readonly string[], sub: (of: Kind) => string): string {
    const over = this.#random() < 0.3 ? `${this.#oneOf(SMALL)}..${this.#oneOf(SMALL)}` : sub('list');
    return `(for x in ${over} return ${this.expression(this.#oneOf(KINDS), depth - 1, [...names, 'x', 'partial'])})`;
  }

  #property(sub: (of: Kind) => string): string {
    const kind = this.#oneOf(Object.keys(PROPERTIES) as Kind[]);
    return `${this.#operand(sub(kind))}.${this.#oneOf(PROPERTIES[kind]!)}`;
  }

  #call(kind: Kind, sub: (of: Kind) => string): string {
    const [name, ...parameters] = this.#oneOf(FUNCTIONS[kind]);
    const given = this.#random() < 0.03 ? parameters.slice(1) : parameters;
    return `${name}(${given.map((parameter) => {
      switch (parameter) {
        case 'any': return sub(this.#oneOf(KINDS));
        case 'small': return this.#oneOf(SMALL);
        case 'pattern': return this.#oneOf(PATTERNS);
        case 'flags': return this.#oneOf(FLAGS);
        case 'rounding': return this.#oneOf(ROUNDINGS);
        default: return sub(parameter);
      }
    }).join(', ')})`;
  }

  #operand(text: string): string {
    return /^[\w.]+$|^"[^"]*"$|^[\w ]+\([^()]*\)$/.test(text) ? text : `(${text})`;
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!;
  }
}

/** Expressions of every kind, the same for the same seed. Most evaluate to something; what fits nowhere is asked too. */
export function randomExpressions(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  const writer = new Writer(random);
  const expressions = new Set<string>();
  while (expressions.size < count) expressions.add(writer.expression(KINDS[Math.floor(random() * KINDS.length)]!, DEPTH_MAX));
  return [...expressions];
}
