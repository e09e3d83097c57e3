import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { startTakt } from '../support/takt.ts';
import type { RunningTakt } from '../support/takt.ts';
import { Person } from './person.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures/b2mml');
const messages = ['MAT-20121210170256-CRBN0001.xml', 'LOT-20121210170718-0001L0001.xml', 'INV-20121210175555-0001L0001_01.xml', 'PRO-20121210181416-27942.xml'].map((name) => path.join(fixtures, name));
const order = '258456';
const lot = `L-${order}`;
const tablet = { viewport: { width: 1180, height: 820 }, hasTouch: true } as const;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** The story of the walking plant as its people live it: everything through the web client in a real browser. */
describe('the walking plant in the browser', function () {
  this.timeout(180_000);
  let takt: RunningTakt;
  let browser: Browser;
  let planner: Person;
  let operator: Person;
  let inspector: Person;
  let maintenance: Person;
  const people: Person[] = [];

  before(async function () {
    if (findChromium() === undefined) return this.skip();
    takt = await startTakt({ env: { ESCALATE_AFTER: 'PT3S' } });
    browser = await launchChromium();
    const signIn = async (name: string, options = {}) => {
      const person = await Person.signIn(browser, takt.url, name, options);
      people.push(person);
      return person;
    };
    planner = await signIn('planner');
    operator = await signIn('operator', tablet);
    inspector = await signIn('inspector');
    maintenance = await signIn('maintenance');
  });
  after(async () => {
    await browser?.close();
    await takt?.dispose();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    for (const person of people) await person.picture(`failed-${this.currentTest.title}`);
    console.log(people.flatMap(({ complaints }) => complaints).join('\n'), takt?.output().split('\n').slice(-20).join('\n'));
  });

  const importFile = async (file: string) => {
    await planner.the('upload-file').setInputFiles(file);
    await planner.press('upload-send');
    return (await planner.sees('upload-outcome')).innerText();
  };
  /** Puts a load on a simulated scale, at the panel of its machine. */
  const putOnScale = async (workCenterId: string, kilograms: string) => {
    const aside = await operator.context.newPage();
    await aside.goto(`${takt.url}/equipment/${workCenterId}`);
    await aside.getByTestId('simulation-load').fill(kilograms);
    const answered = aside.waitForResponse((response) => response.url().endsWith(`/api/simulation/${workCenterId}`) && response.ok());
    await aside.getByTestId('simulation-set').click();
    await answered;
    await aside.close();
  };
  const goTo = async (workCenterId: string) => {
    await operator.press('nav-worklist');
    const choice = operator.page.locator('[data-testid="change-station"], [data-testid="station-BOX1"]').first();
    if ((await choice.getAttribute('data-testid')) === 'change-station') await choice.click();
    await operator.press(`station-${workCenterId}`);
  };
  /** Sends the task and waits for what comes next. */
  const finish = async () => {
    const here = operator.page.url();
    await operator.press('task-submit');
    await operator.page.waitForURL((url) => url.href !== here);
  };
  const openTask = async (jobOrder: string) => {
    await (await operator.sees('worklist-task', { 'job-order': jobOrder, blocked: 'false' })).click();
    await operator.sees('task-submit');
  };
  /** Takes the weight over from the scale once it stands still at `weight`. */
  const takeOver = async (lotId: string, weight: string) => {
    await operator.press('lot-pick');
    await operator.press(`lot-option-${lotId}`);
    await operator.sees('scale-reading', { weight, stable: 'true', good: 'true' });
    await operator.press('scale-take');
  };
  const refused = async (values: { lotId: string; quantity: string }, code: string) => {
    await operator.type('lot-field', values.lotId);
    await operator.type('quantity-field', values.quantity);
    await operator.press('task-submit');
    return (await operator.sees('task-problem', { code })).innerText();
  };
  const weigh = async (workCenterId: string, jobOrder: string, lotId: string, weight: string) => {
    await goTo(workCenterId);
    await putOnScale(workCenterId, weight);
    await openTask(jobOrder);
    await takeOver(lotId, weight);
    await operator.sees('tolerance', { zone: 'good' });
    await finish();
  };
  const decide = async (target: string, decision: 'Release' | 'Scrap', why: string) => {
    await inspector.press('nav-holds');
    const card = inspector.page.locator(`[data-target="${target}"]`);
    await card.getByTestId('hold-decide').click();
    await inspector.press(`choice-${decision}`);
    await inspector.page.locator('#disposition_comment').fill(why);
    await inspector.picture(`decides-${decision}`);
    await inspector.press('task-submit');
    await inspector.page.waitForURL('**/holds');
    await card.waitFor({ state: 'detached' });
  };

  it('the planner takes in the messages of the ERP, again without a change, and broken ones not at all', async () => {
    await planner.press('nav-orders');
    await planner.press('orders-upload');
    for (const file of messages) expect(await importFile(file)).to.match(/New:|Updated:/);
    expect(await importFile(messages[3]!)).to.not.contain('New:').and.to.not.contain('Updated:');
    await planner.picture('imported');
    await planner.type('upload-text', readFileSync(messages[3]!, 'utf8').replaceAll(order, '258457').replace('811.000', 'eight hundred'));
    await planner.press('upload-send');
    expect(await (await planner.sees('upload-problem')).innerText()).to.match(/QuantityString/).and.to.match(/line \d+/i);
    await planner.picture('broken-message');
    await planner.type('upload-text', 'order,material,quantity,unit,dueDate,priority,component,componentQuantity,componentUnit,workCenter\nCSV-1,SO1220,4,kg,2099-01-01,10,CRBN0003,4,kg,BOX4\n');
    await planner.press('upload-send');
    await planner.sees('upload-outcome');
    await planner.page.keyboard.press('Escape');
    await planner.sees(`order-${order}`, { status: 'Planned' });
    await planner.sees('order-CSV-1');
    expect(await planner.the('order-258457').count()).to.equal(0);
  });

  it('the operator\'s open worklist shows the weighing as soon as the planner has settled and released the order', async () => {
    await goTo('BOX3');
    await operator.sees('worklist-task', { order: 'DEMO-1001' });
    expect(await operator.page.locator(`[data-order="${order}"]`).count()).to.equal(0);
    await operator.page.evaluate('document.body.dataset.opened = "once"');

    await planner.press(`order-${order}`);
    await planner.sees('readiness');
    await planner.picture('readiness');
    await planner.press('complete-CRBN0002_LOT01');
    await planner.type('lot-quantity', '2152.3');
    await planner.type('lot-expires', '2099-01-01');
    await planner.press('dialog-confirm');
    await planner.the('incomplete-CRBN0002_LOT01').waitFor({ state: 'detached' });
    await planner.press('order-release');
    await planner.seesState('order-status', 'InProgress');
    await planner.picture('released');

    await operator.sees('worklist-task', { 'job-order': `${order}-1` });
    await operator.sees('worklist-task', { 'job-order': `${order}-3` });
    expect(await operator.page.getAttribute('body', 'data-opened'), 'the page was not loaded again').to.equal('once');
    await operator.picture('worklist');
  });

  it('refuses the wrong lot, the lot on hold, the expired lot and too much, each with the reason', async () => {
    await inspector.press('nav-holds');
    await inspector.press('place-hold');
    await inspector.type('hold-target', 'CRBN0001-B');
    await inspector.type('hold-reason', 'Damp bags');
    await inspector.press('dialog-confirm');
    await inspector.page.locator('[data-target="CRBN0001-B"]').waitFor();

    await openTask(`${order}-1`);
    await operator.picture('task');
    expect(await refused({ lotId: 'CRBN0002-A', quantity: '5' }, 'wrong-material')).to.contain('CRBN0001 is needed');
    await operator.picture('wrong-material');
    expect(await refused({ lotId: 'CRBN0001-B', quantity: '5' }, 'lot-on-hold')).to.contain('Damp bags');
    expect(await refused({ lotId: 'CRBN0001_LOT01', quantity: '5' }, 'lot-expired')).to.contain('2013-12-08');
    expect(await refused({ lotId: 'NOBODY', quantity: '5' }, 'unknown-lot')).to.contain('NOBODY');
    expect(await refused({ lotId: 'CRBN0001-A', quantity: '5.0501' }, 'over-tolerance')).to.contain('5.05');
    await operator.sees('tolerance', { zone: 'over' });
    await operator.sees('report-deviation');
    await operator.picture('over-tolerance');
  });

  it('weighs by the live value of the scale, and the next task comes', async () => {
    await putOnScale('BOX3', '5.003');
    await takeOver('CRBN0001-A', '5.003');
    await operator.sees('tolerance', { zone: 'good' });
    await operator.picture('weighed');
    await finish();
    await planner.page.goto(`${takt.url}/lots/CRBN0001-A`);
    await planner.page.getByText('1494.997').first().waitFor();
  });

  it('holds the lot after a deviation, blocks its other work with the reason, and goes on once the inspector releases it', async () => {
    await goTo('BOX1');
    await putOnScale('BOX1', '51.2');
    await openTask(`${order}-2`);
    await takeOver('CRBN0002-A', '51.200');
    await operator.press('task-submit');
    await operator.sees('task-problem', { code: 'over-tolerance' });
    await operator.press('report-deviation');
    await operator.page.locator('#weighing_comment').fill('The feeder did not stop');
    await operator.picture('deviation');
    await finish();
    await goTo('BOX3');
    await operator.sees('worklist-task', { 'job-order': `${order}-3`, blocked: 'true' });
    await operator.sees('blocked-reason', { code: 'produced-lot-on-hold' });
    await operator.picture('blocked');
    await decide(lot, 'Release', 'Checked the batch, it is fine');
    await operator.sees('worklist-task', { 'job-order': `${order}-3`, blocked: 'false' });
  });

  it('mails the crew when a scale fails, escalates, and closes the ticket by the link in the mail, on a phone without an account', async () => {
    const machine = await operator.context.newPage();
    await machine.goto(`${takt.url}/equipment/BOX4`);
    await machine.getByTestId('simulation-fault').click();
    await maintenance.press('nav-mail');
    const mail = maintenance.page.locator('[data-testid="mail-row"]').filter({ hasText: 'BOX4' }).filter({ hasText: 'maintenance@' }).filter({ hasText: 'BOX4' }).first();
    await mail.click();
    await maintenance.page.locator('[data-testid="mail-row"]').filter({ hasText: 'BOX4' }).filter({ hasText: 'supervisor@' }).filter({ hasText: 'BOX4' }).first().waitFor();
    const letter = maintenance.page.frameLocator('iframe[data-testid="mail-body"]');
    const link = await letter.locator('a[href*="/t/"]').first().getAttribute('href');
    await maintenance.picture('mail');

    const contractor = await Person.come(browser, 'contractor', phone);
    people.push(contractor);
    await contractor.page.goto(link!);
    await contractor.seesState('ticket-link-status', 'Open');
    await contractor.picture('ticket');
    await contractor.type('ticket-link-name', 'Kim of Scale Service');
    await contractor.press('ticket-link-acknowledge');
    await contractor.seesState('ticket-link-status', 'Acknowledged');
    await machine.goto(`${takt.url}/tickets`);
    await machine.locator('[data-testid^="ticket-"][data-equipment="BOX4"]').first().click();
    await machine.getByText('Kim of Scale Service').first().waitFor();

    await contractor.press('ticket-link-close');
    await contractor.page.locator('#ticket-close_cause').click();
    await contractor.page.getByTitle('Sensor or calibration').click();
    await contractor.page.locator('#ticket-close_action').fill('Load cell replaced');
    await contractor.picture('closing');
    await contractor.press('ticket-link-submit');
    await contractor.seesState('ticket-link-status', 'Closed');
    await machine.locator('[data-testid="ticket-status"] [data-state="Closed"]').waitFor();
    await machine.goto(`${takt.url}/equipment/BOX4`);
    await machine.getByTestId('simulation-repair').click();
    await machine.getByTestId('tag-BOX4.fault').getByText('No').waitFor();
    await machine.close();
  });

  it('completes the order with its last operation and reports it', async () => {
    await planner.page.goto(`${takt.url}/orders/${order}`);
    await weigh('BOX3', `${order}-3`, 'CRBN0001-A', '811.000');
    await weigh('BOX4', `${order}-4`, 'CRBN0003-A', '100.000');
    await planner.seesState('order-status', 'Completed');
    await planner.picture('completed');
    const report = await planner.context.request.get(new URL((await planner.the('order-performance').getAttribute('href'))!, takt.url).href);
    expect(await report.text()).to.contain('OperationsPerformance').and.to.contain('5.003').and.to.contain('51.2');
  });

  it('shows the lot: the diagram with its tokens, what went into it, what happened', async () => {
    await planner.press('order-lot');
    await planner.sees('diagram', { loaded: 'true' });
    await planner.seesState('lot-status', 'Available');
    expect(await planner.page.locator('.djs-overlay .token.completed').count()).to.be.greaterThan(3);
    expect(await planner.page.locator('.djs-overlay .token.active').count()).to.equal(0);
    await planner.picture('diagram');
    expect(await planner.the('process-drill').count()).to.equal(4);
    await planner.press('process-drill');
    await planner.sees('process-up');
    await planner.sees('diagram', { loaded: 'true' });
    await planner.page.getByRole('tab', { name: 'What went into it' }).click();
    for (const [from, amount] of [['CRBN0001-A', '816.003'], ['CRBN0002-A', '51.2'], ['CRBN0003-A', '100']] as const) {
      await planner.sees(`genealogy-${from}`);
      expect(await planner.the('genealogy').innerText(), from).to.contain(amount === '816.003' ? '5.003' : amount);
    }
    await planner.picture('genealogy');
    await planner.page.getByRole('tab', { name: 'History' }).click();
    for (const code of ['component.deviation', 'hold.placed', 'hold.released']) await planner.sees('history-entry', { code });
    await planner.picture('history');
  });

  it('ends the order when the inspector scraps its lot', async () => {
    await goTo('BOX3');
    await putOnScale('BOX3', '6');
    await openTask('DEMO-1001-1');
    await takeOver('CRBN0001-A', '6.000');
    await operator.the('field-reportDeviation').click();
    await operator.page.locator('#weighing_comment').fill('A bag tore');
    await finish();
    await decide('L-DEMO-1001', 'Scrap', 'Dirt from the bag');
    await planner.page.goto(`${takt.url}/lots/L-DEMO-1001`);
    await planner.seesState('lot-status', 'Rejected');
    await operator.page.goto(`${takt.url}/worklist`);
    await operator.page.locator('[data-order="DEMO-1001"]').first().waitFor({ state: 'detached' });
  });

  it('ran without a complaint of the browser', () => {
    expect(people.flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });
});
