import type { Canvas, ElementRegistry, Overlays } from './bpmn-types.ts';

export type TokenState = 'active' | 'completed' | 'terminated' | 'incident';

/** What happened at an element of the diagram: how often it was in a state. */
export interface Token {
  elementId: string;
  state: TokenState;
  count: number;
}

interface Showing {
  canvas: Canvas;
  overlays: Overlays;
  registry: ElementRegistry;
  tokens: readonly Token[];
  flowsTaken: readonly string[];
  words: (state: TokenState) => string;
}

const signs: Record<TokenState, string> = { active: '●', completed: '✓', terminated: '✕', incident: '!' };

/** Puts tokens and taken flows onto the diagram. Returns how to take them off again. */
export function showTokens({ canvas, overlays, registry, tokens, flowsTaken, words }: Showing): () => void {
  const undo: (() => void)[] = [];
  const mark = (elementId: string, marker: string): void => {
    if (!registry.get(elementId)) return;
    canvas.addMarker(elementId, marker);
    undo.push(() => canvas.removeMarker(elementId, marker));
  };
  for (const flow of flowsTaken) mark(flow, 'flow-taken');
  const beside = new Map<string, number>();
  for (const { elementId, state, count } of tokens) {
    const element = registry.get(elementId);
    if (!element || element.type === 'bpmn:Process' || element.type === 'bpmn:SequenceFlow') continue;
    mark(elementId, `token-${state}`);
    const left = beside.get(elementId) ?? -12;
    beside.set(elementId, left + 34);
    const html = document.createElement('div');
    html.className = `token ${state}`;
    html.title = words(state);
    html.textContent = count > 1 ? `${signs[state]} ${count}` : signs[state];
    html.setAttribute('aria-label', `${words(state)} ${count}`);
    const overlay = overlays.add(elementId, { position: { top: -14, left }, html });
    undo.push(() => overlays.remove(overlay));
  }
  return () => {
    for (const step of undo) step();
  };
}
