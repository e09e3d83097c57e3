import { settings } from '../../server/config.ts';

/** The text of .env.example: every setting with its meaning, commented out with its default. */
export function envExample(): string {
  const lines = ['# Takt reads these from the environment or from a file .env beside package.json.', ''];
  for (const [name, { rule, about }] of Object.entries(settings)) {
    const standard = rule.safeParse(undefined);
    const value = standard.success && standard.data !== undefined ? standard.data : '';
    lines.push(`# ${about}`, `#${name}=${typeof value === 'boolean' ? Number(value) : value}`, '');
  }
  return lines.join('\n');
}
