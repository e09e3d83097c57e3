import { connect } from 'mqtt';

const publishMs = 1000;
const ambientCelsius = 22;
const processCelsius = 68;

export type MixerState = 'Running' | 'Idle' | 'Fault';

/** A mixer that warms up while it runs and tells its state and temperature over MQTT. */
export class SimulatedMixer {
  readonly #random: () => number;
  #temperature = ambientCelsius;
  #state: MixerState = 'Idle';
  #steps = 0;

  constructor(options: { random?: () => number } = {}) {
    this.#random = options.random ?? Math.random;
  }

  setFault(fault: boolean): void {
    this.#state = fault ? 'Fault' : 'Idle';
    this.#steps = 0;
  }

  /** One second of its life: runs for 40 s, pauses for 20 s. */
  step(): { state: MixerState; temperature: string } {
    if (this.#state !== 'Fault') this.#state = this.#steps++ % 60 < 40 ? 'Running' : 'Idle';
    const target = this.#state === 'Running' ? processCelsius : ambientCelsius;
    this.#temperature += (target - this.#temperature) * 0.05 + (this.#random() - 0.5) * 0.4;
    return { state: this.#state, temperature: this.#temperature.toFixed(1) };
  }
}

/** Lets the mixer publish `{state, temperature, fault, time}` every second until stopped. */
export function runMixer(mixer: SimulatedMixer, options: { mqttUrl: string; topic: string; clock: () => Date }): { stop(): Promise<void> } {
  const client = connect(options.mqttUrl, { reconnectPeriod: 1000 });
  client.on('error', () => undefined);
  const publish = () => {
    const { state, temperature } = mixer.step();
    const message = { time: options.clock().toISOString(), state, temperature, fault: state === 'Fault' };
    if (client.connected) client.publish(options.topic, JSON.stringify(message), { qos: 1 });
  };
  client.once('connect', publish);
  const timer = setInterval(publish, publishMs);
  return {
    async stop() {
      clearInterval(timer);
      await client.endAsync(true);
    },
  };
}
