import type { Player } from '../player.ts';
import type { Scenario } from '../scenario.ts';
import type { DecisionFile } from './diagram.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A rule of DMN, shown by deploying a file and asking one of its decisions with several sets of variables. */
export function asked(name: string, file: DecisionFile, decisionId: string, ...variables: readonly Variables[]): Scenario {
  return {
    name,
    async play(player: Player) {
      await player.deployXml(file);
      for (const given of variables) await player.decide(decisionId, given);
    },
  };
}

/** A rule about what may be deployed. */
export function deployed(name: string, ...deployments: readonly (readonly DecisionFile[])[]): Scenario {
  return {
    name,
    async play(player: Player) {
      for (const files of deployments) await player.deployXml(...files);
    },
  };
}
