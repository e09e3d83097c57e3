/** The few services of bpmn-js that the diagram uses; the package leaves them untyped. */

export interface Canvas {
  zoom(): number;
  zoom(level: number | 'fit-viewport', center?: 'auto'): number;
  addMarker(elementId: string, marker: string): void;
  removeMarker(elementId: string, marker: string): void;
}

export interface Overlays {
  add(elementId: string, overlay: { position: { top?: number; right?: number; bottom?: number; left?: number }; html: HTMLElement }): string;
  remove(overlayId: string): void;
}

export interface ElementRegistry {
  get(elementId: string): { id: string; type: string } | undefined;
}

export interface EventBus {
  on(event: 'element.click', listener: (event: { element: { id: string; type: string } }) => void): void;
}
