import type { Role } from '../http/index.ts';

export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The people of the demo plant. Their passwords are public: main prints them, and the sign-in page offers them. */
export const demoUsers: readonly DemoUser[] = (
  [
    ['operator', 'Olivia Operator', ['operator']],
    ['inspector', 'Ingo Inspector', ['inspector']],
    ['maintenance', 'Mei Maintenance', ['maintenance']],
    ['planner', 'Pavel Planner', ['planner']],
    ['engineer', 'Emma Engineer', ['engineer']],
    ['supervisor', 'Sam Supervisor', ['supervisor']],
    ['admin', 'Ada Admin', ['admin']],
  ] as const
).map(([username, name, roles]) => ({ username, password: `takt-${username}`, name, roles }));
