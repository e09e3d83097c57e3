import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { mailDeliverer } from '../../connectors/mail/deliverer.ts';
import type { StoredMail } from '../../connectors/mail/deliverer.ts';
import { mailSend } from '../../connectors/mail/outbound.ts';
import { bindConnector } from '../../connectors/runtime/connector.ts';
import type { OutgoingEntry } from '../../connectors/runtime/effects.ts';
import { ConfigurationError, PermanentError, RetryableError } from '../../connectors/runtime/errors.ts';
import { callOf } from './call.ts';

const values = {
  ticketId: 'T-000123', equipmentId: 'BOX3', equipmentName: 'Box 3 <scale>', location: 'Weighing', fault: 'Load cell\r\nBcc: x@y.z',
  severity: 'Major', since: '2026-11-23T05:31:00.000Z', calledBy: null, description: null, acknowledgeUrl: 'http://localhost:8080/ticket/abc?x=1',
};

async function outgoing(variables: Record<string, unknown>): Promise<OutgoingEntry[]> {
  const entries: OutgoingEntry[] = [];
  const outbox = {
    enqueue: (entry: { kind: string; dedupeKey: string; payload: unknown }) => {
      entries.push({ dedupeKey: entry.dedupeKey, payload: entry.payload, attempts: 0, createdAt: '2026-11-23T05:31:00.000Z' });
      return Promise.resolve();
    },
  };
  await bindConnector(mailSend, { outbox }).run({ template: 'ticket-opened', values, ticketId: 'T-000123', ...variables }, callOf('mail:send'));
  return entries;
}

describe('mail connector', () => {
  it('writes to each recipient in their language, with links that name the action', async () => {
    const entries = await outgoing({ to: ['a@plant.example', { email: 'b@plant.example', locale: 'zh-CN' }, { email: 'c@plant.example', locale: 'en' }] });
    const [english, chinese] = entries.map((entry) => entry.payload as { to: string[]; subject: string; text: string; html: string });
    expect(english!.to).to.deep.equal(['a@plant.example', 'c@plant.example']);
    expect(english!.subject).to.equal('[T-000123] Box 3 <scale> (BOX3): Load cell Bcc: x@y.z');
    expect(english!.text).to.include("I'm on it: http://localhost:8080/ticket/abc?x=1&action=acknowledge").and.not.include('Called by');
    expect(english!.html).to.include('Box 3 &lt;scale&gt;').and.include('action&#x3D;close');
    expect(chinese!.to).to.deep.equal(['b@plant.example']);
    expect(chinese!.text).to.include('我来处理').and.include('严重程度: Major');
  });

  it('refuses an unknown template, an address that is none, and values it cannot write with', async () => {
    const refused = async (variables: Record<string, unknown>) => await outgoing(variables).then(() => expect.fail('was taken'), (error: unknown) => error);
    expect(await refused({ to: ['a@plant.example'], template: 'ticket-lost' })).to.be.instanceOf(ConfigurationError);
    expect(await refused({ to: ['nobody'] })).to.be.instanceOf(ConfigurationError);
    expect(await refused({ to: ['a@plant.example'], values: { ...values, acknowledgeUrl: null } })).to.be.instanceOf(ConfigurationError);
  });

  describe('delivery', () => {
    let server: SMTPServer;
    let smtpUrl: string;
    const received: ParsedMail[] = [];
    let refusal: { responseCode: number } | undefined;

    before(async () => {
      server = new SMTPServer({
        authOptional: true, disabledCommands: ['STARTTLS'],
        onRcptTo: (_address, _session, done) => (refusal === undefined ? done() : done(Object.assign(new Error('not here'), refusal))),
        onData: (stream, _session, done) => void simpleParser(stream).then((mail) => { received.push(mail); done(); }, done),
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    });
    after(() => new Promise<void>((resolve) => server.close(() => resolve())));
    beforeEach(() => {
      received.length = 0;
      refusal = undefined;
    });

    const delivererTo = (url: string | undefined) => {
      const stored: StoredMail[] = [];
      const deliverer = mailDeliverer({ smtpUrl: url, from: 'Takt <takt@plant.example>', store: (mail) => { stored.push(mail); return Promise.resolve(); } });
      return { deliverer, stored };
    };

    it('sends over SMTP, with the same Message-ID however often', async () => {
      const [entry] = await outgoing({ to: ['crew@plant.example'] });
      const { deliverer, stored } = delivererTo(smtpUrl);
      const first = await deliverer.deliver(entry!);
      const again = await deliverer.deliver({ ...entry!, attempts: 1 });
      deliverer.close();
      expect(received.map((mail) => mail.messageId)).to.deep.equal([first.messageId, first.messageId]);
      expect(again.messageId).to.equal(first.messageId).and.match(/@plant\.example>$/);
      expect(received[0]!.subject).to.equal('[T-000123] Box 3 <scale> (BOX3): Load cell Bcc: x@y.z');
      expect(received[0]!.headers.get('bcc')).to.equal(undefined);
      expect(stored.map((mail) => mail.status)).to.deep.equal(['sent', 'sent']);
    });

    it('only stores without a mail server', async () => {
      const [entry] = await outgoing({ to: ['crew@plant.example'] });
      const { deliverer, stored } = delivererTo(undefined);
      await deliverer.deliver(entry!);
      expect(stored).to.have.lengthOf(1);
      expect(stored[0]).to.include({ status: 'outbox', ticketId: 'T-000123', createdAt: '2026-11-23T05:31:00.000Z' });
    });

    it('gives up on an unknown mailbox and waits for a server that is away', async () => {
      const [entry] = await outgoing({ to: ['crew@plant.example'] });
      refusal = { responseCode: 550 };
      const { deliverer, stored } = delivererTo(smtpUrl);
      expect(await deliverer.deliver(entry!).catch((error: unknown) => error)).to.be.instanceOf(PermanentError).with.property('status', 'SMTP_550');
      expect(stored[0]).to.have.property('status', 'failed');
      refusal = { responseCode: 451 };
      expect(await deliverer.deliver(entry!).catch((error: unknown) => error)).to.be.instanceOf(RetryableError);
      const away = delivererTo('smtp://127.0.0.1:1');
      expect(await away.deliverer.deliver(entry!).catch((error: unknown) => error)).to.be.instanceOf(RetryableError);
      deliverer.close();
      away.deliverer.close();
    });
  });
});
