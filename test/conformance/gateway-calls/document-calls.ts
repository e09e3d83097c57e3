import type { GatewayCall } from './gateway-call.ts';

/** What a client may send as `variables`: JSON of every kind, nearly JSON, and none. */
const DOCUMENTS: readonly string[] = [
  '', ' ', '\n', 'null', ' null ', '{}', '[]', '[1]', '1', '-1', '1.5', '1e2', 'true', 'false', '"text"', '""', '"a" x', '1 x', 'true x',
  '{', '}', '[', '[1}', '{"a"', '{"a":', '{"a":1', '{"a":1]', '{"a":1,}', '{,}', '{"a":[1,}', '{"a" 1}', '{1:2}', '{:1}', '{"a"::1}', '{"a":}', '{"a":1,,"b":2}', '{"a":1,"b"}',
  '{"a":{"b":[1,2', '{a:1}', '{"a":1 "b":2}',
  // What follows the first value.
  '{"a":1}}', '{"a":1} x', '{"a":1} {"b":2}', '{"a":1} # c', '{"a":1}:2',
  // Single quotes.
  "{'a':1}", '{"a":\'b\'}', "{'a':'x\\'y'}", "{'a", '{"a":\'x}', '{"a":\'\u00e9\'}', "{'a\n':1}",
  // Words that are none of JSON.
  '{"a":x}', '{"a":xyz,', '{"a":NaN}', '{"a":Nax}', '{"a":Infinity}', '{"a":-Infinity}', '{"a":undefined}', '{"a":tru}', '{"a":truex}', '{"a":true"b"}', '{"a":True}', '{"a":nul}', '{"a":$x}', '{"a":@}',
  'x', 'xyz', 'x ', 'nothing of JSON', 'tru', 'nullx', '<a/>', ',', ':', '{"é":x}', '{"a":é}', '{"a":\u00a01}', '{\n"a":\n x}', '{"a":\r\nx}', '{"a":\tx}',
  // Numbers that are none of JSON.
  '{"a":01}', '{"a":-01}', '{"a":+1}', '{"a":.5}', '{"a":-.5}', '{"a":1.}', '{"a":1.x}', '{"a":1.5x}', '{"a":1e}', '{"a":1ex}', '{"a":-}', '{"a":-x}', '{"a":0x10}', '{"a":1_000}', '1x', '-', '+1', '.5', '01', 'NaN',
  '// comment\n{"a":1}', '/* c */{"a":1}', '{"a":/**/1}', '{"a":1,"a":2}', '{"a":{"b":1,"b":2}}', '\uFEFF{"a":1}', '\uFEFF{"a":x}',
  // Texts.
  '{"a":"tab\there"}', '{"a":"line\nbreak"}', '{"a":"\\x"}', '{"a":"\\u12"}', '{"a":"\\u12', '{"a":"\\', '{"a":"\\u0000"}', '{"a":"\\ud83d\\ude00"}', '{"a":"unterminated}', '{"a":"é😀"}', '"a', '"a\nb"',
  // Names and numbers.
  '{"":1}', '{"a b":1,"a.b":2}', `{"${'n'.repeat(300)}":1}`, '{"a":1.0,"b":1.10,"c":100}', '{"a":9223372036854775807}', '{"a":-9223372036854775808}',
  '{"a":9223372036854775808}', '{"a":18446744073709551615}', '{"a":1e2}', '{"a":-0}', '{"a":-0.0}', '{"a":[[],{}],"b":{"c":null}}',
  `{"a":"${'x'.repeat(300)}"}`,
  // Names that JavaScript knows.
  '{"__proto__":{"a":1},"constructor":2,"toString":[]}', '{"__proto__":1.0,"hasOwnProperty":1e2}',
];

/** Each is the variables of an instance whose result is asked for, so that the answer shows what became of them. */
export const documentCalls: readonly GatewayCall[] = DOCUMENTS.map((variables) => ({
  call: 'CreateProcessInstanceWithResult', request: { request: { bpmnProcessId: 'pass', version: -1, variables } },
}));
