import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';

const client = path.resolve(import.meta.dirname, '../../client');

type Tree = { [key: string]: string | Tree };

function readLanguage(name: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (tree: Tree, prefix: string): void => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') texts.set(prefix + key, value);
      else walk(value, `${prefix}${key}.`);
    }
  };
  walk(JSON.parse(fs.readFileSync(path.join(client, 'i18n', `${name}.json`), 'utf8')) as Tree, '');
  return texts;
}

/** Every string of the sources that looks like a key, and the beginnings of keys that are put together. */
function readSources(): { keys: Set<string>; beginnings: Set<string>; calls: Set<string> } {
  const keys = new Set<string>();
  const beginnings = new Set<string>();
  const calls = new Set<string>();
  for (const file of fs.readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) {
    const source = fs.readFileSync(path.join(client, file), 'utf8');
    for (const [, key] of source.matchAll(/'([a-zA-Z]+(?:\.[\w-]+)+)'/g)) keys.add(key!);
    for (const [, beginning] of source.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g)) beginnings.add(beginning!);
    for (const [, key] of source.matchAll(/\bt\('([^']+)'/g)) calls.add(key!);
  }
  return { keys, beginnings, calls };
}

const withoutCount = (key: string): string => key.replace(/_(zero|one|other)$/, '');
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

describe('texts of the web client', () => {
  const english = readLanguage('en');
  const chinese = readLanguage('zh-CN');
  const { keys, beginnings, calls } = readSources();

  it('are there in English and in Chinese, none missing and none empty', () => {
    expect([...chinese.keys()].sort()).to.deep.equal([...english.keys()].sort());
    for (const texts of [english, chinese]) expect([...texts].filter(([, text]) => text.trim() === '')).to.deep.equal([]);
  });

  it('carry the same values in both languages', () => {
    const different = [...english].filter(([key, text]) => placeholders(text).join() !== placeholders(chinese.get(key) ?? '').join());
    expect(different.map(([key]) => key)).to.deep.equal([]);
  });

  it('exist for every key that a screen asks for', () => {
    const known = new Set([...english.keys()].map(withoutCount));
    expect([...calls].filter((key) => !known.has(key))).to.deep.equal([]);
  });

  it('are all used', () => {
    const used = (key: string): boolean => keys.has(withoutCount(key)) || [...beginnings].some((beginning) => key.startsWith(beginning));
    expect([...english.keys()].filter((key) => !used(key))).to.deep.equal([]);
  });
});
