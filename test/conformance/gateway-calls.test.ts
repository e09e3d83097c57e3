import { expect } from 'chai';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ZEEBE_VERSION } from '../support/zeebe-distribution.ts';
import { setUp, type Names } from './gateway-calls/backdrop.ts';
import { openEmbeddedCallStage, openZeebeCallStage, type CallStage } from './gateway-calls/call-stage.ts';
import { title, type GatewayCall } from './gateway-calls/gateway-call.ts';
import { gatewayCalls } from './gateway-calls/index.ts';
import { playCall } from './gateway-calls/play-call.ts';

type Recording = Record<string, string>;

const RECORDED = path.join(import.meta.dirname, 'recorded/gateway-calls');

/** Zeebe's gateway loses its connection to the broker where the machine is too busy: such an answer tells of the machine. */
const ABOUT_THE_MACHINE = /^INTERNAL Unexpected error occurred during the request processing: Connection .* was closed$/;
const ASKED_MAX = 3;

async function judgement(call: GatewayCall, zeebe: CallStage, backdrop: Names): Promise<string> {
  for (let asked = 1; ; asked += 1) {
    try {
      const answer = await playCall(call, zeebe, backdrop);
      if (asked === ASKED_MAX || !ABOUT_THE_MACHINE.test(answer)) return answer;
    } catch (error) {
      // What shall be there before the call did not come: a job went with the connection.
      if (asked === ASKED_MAX) throw error;
    }
  }
}

/**
 * Every call of the gateway, right and wrong, on the embedded engine and on real Zeebe: the answers are equal. Where real Zeebe cannot run,
 * the answers that it gave when they were recorded are the measure (CONFORMANCE_RECORD=1 writes them anew).
 */
describe(`calls of the gateway beside Zeebe ${ZEEBE_VERSION}`, () => {
  let embedded: CallStage;
  let zeebe: CallStage | undefined;
  const backdrops = new Map<CallStage, Names>();

  before(async function () {
    this.timeout(420_000);
    zeebe = await openZeebeCallStage();
    embedded = await openEmbeddedCallStage();
    for (const stage of [embedded, zeebe]) if (stage !== undefined) backdrops.set(stage, await setUp(stage));
  });
  after(async () => {
    await embedded.close();
    await zeebe?.close();
  });

  for (const [table, calls] of Object.entries(gatewayCalls)) {
    describe(table, () => {
      const file = path.join(RECORDED, `${table}.json`);
      const recorded = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Recording : {};
      const played: Recording = {};

      for (const call of calls) {
        const name = title(call);
        it(name, async () => {
          const real = zeebe === undefined ? undefined : await judgement(call, zeebe, backdrops.get(zeebe)!);
          if (real !== undefined) played[name] = real;
          const expected = process.env.CONFORMANCE_RECORD ? real : recorded[name];
          expect(expected, 'no recording: run with CONFORMANCE_RECORD=1 beside real Zeebe').to.not.equal(undefined);
          if (real !== undefined) expect(real, 'real Zeebe and its recording differ').to.equal(expected);
          expect(await playCall(call, embedded, backdrops.get(embedded)!)).to.equal(expected);
        });
      }

      after(() => {
        if (!process.env.CONFORMANCE_RECORD || zeebe === undefined) return;
        mkdirSync(RECORDED, { recursive: true });
        writeFileSync(file, `${JSON.stringify(played, null, 1)}\n`);
      });
    });
  }
});
