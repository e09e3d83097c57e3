import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { settings } from '../../server/config.ts';
import { projectRoot } from '../../server/project-root.ts';
import { sourceFiles } from '../architecture/source-files.ts';

const root = projectRoot();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = [...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'], ...sourceFiles(['docs', 'connectors', 'client', 'forms', 'workflows'], /\.md$/)];

/** What `pattern` finds on all pages, as [page, found]. */
const mentioned = (pattern: RegExp): [page: string, found: string][] =>
  pages.flatMap((page) => [...read(page).matchAll(pattern)].map(([, found]): [string, string] => [page, found!]));

describe('the pages', () => {
  it('link to what is there', () => {
    const links = mentioned(/\]\(([^)\s]+)\)/g).filter(([, link]) => !/^[a-z]+:|^#/.test(link));
    expect(links).to.have.length.greaterThan(20);
    expect(links.filter(([page, link]) => !existsSync(path.join(root, path.dirname(page), link.replace(/#.*/, ''))))).to.deep.equal([]);
  });

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(mentioned(/npm run (?:--silent )?([\w:-]+)/g).filter(([, script]) => !(script in scripts))).to.deep.equal([]);
  });

  it('name only settings that there are', () => {
    const sources = sourceFiles(['server', 'connectors', 'client', 'test'], /\.(ts|tsx|mjs)$/).map(read).join('\n');
    const known = new Set([...Object.keys(settings), ...[...sources.matchAll(/\b(TAKT_[A-Z_]+)\b/g)].map(([, name]) => name!)]);
    const names = mentioned(/`((?:TAKT|ENGINE|RECORD|ZEEBE|MQTT|SMTP|MAIL|ERP|DATA|DATABASE|PUBLIC|LOG)_[A-Z_]+)(?:=[^`]*)?`/g);
    expect(names.filter(([, name]) => !known.has(name) && !/^(ZEEBE_BROKER_|TAKT_SECRET_)/.test(name))).to.deep.equal([]);
  });

  it('name only metrics that there are', () => {
    const metrics = new Set(sourceFiles(['server', 'connectors'], /\.ts$/).flatMap((file) => [...read(file).matchAll(/name: '(takt_\w+)'/g)].map(([, name]) => name!)));
    const named = mentioned(/\b(takt_[a-z]+_[a-z_]+)/g);
    expect(named).to.have.length.greaterThan(5);
    expect(named.filter(([, name]) => !metrics.has(name))).to.deep.equal([]);
  });

  it('describe every connector', () => {
    const folders = new Set(sourceFiles(['connectors'], /\.ts$/).map((file) => file.split('/')).filter(({ length }) => length > 2).map(([, folder]) => folder!));
    expect([...folders].filter((folder) => !pages.includes(`connectors/${folder}/README.md`))).to.deep.equal([]);
    expect([...folders].filter((folder) => !read('connectors/README.md').includes(`(${folder}/README.md)`) && folder !== 'runtime')).to.deep.equal([]);
  });
});
