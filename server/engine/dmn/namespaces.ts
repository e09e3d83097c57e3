import type { XmlElement } from '../model/xml.ts';

/** XML namespaces of DMN 1.1 to 1.5. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'http://www.omg.org/spec/DMN/20180521/MODEL/', 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/', 'https://www.omg.org/spec/DMN/20230324/MODEL/',
]);

/** What `expressionLanguage` may say, in lower case. */
export const FEEL_LANGUAGES: ReadonlySet<string> = new Set([
  'feel', 'http://www.omg.org/spec/feel/20140401', 'http://www.omg.org/spec/dmn/20180521/feel/', 'https://www.omg.org/spec/dmn/20191111/feel/',
  'https://www.omg.org/spec/dmn/20211108/feel/', 'https://www.omg.org/spec/dmn/20230324/model/',
]);

export function isDmn(element: XmlElement, ...names: readonly string[]): boolean {
  return NAMESPACES.has(element.namespace) && names.includes(element.name);
}

/** Direct children of a DMN element with one of these names, in document order. */
export function dmnChildren(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.filter((child) => isDmn(child, ...names));
}

export function dmnChild(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return element.children.find((child) => isDmn(child, ...names));
}
