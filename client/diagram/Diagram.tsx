import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { AimOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { ProblemNotice } from '../components/ProblemNotice.tsx';
import { showTokens, type Token } from './tokens.ts';
import type { Canvas, ElementRegistry, EventBus, Overlays } from './bpmn-types.ts';
import './diagram.css';

interface DiagramProps {
  xml: string;
  label: string;
  tokens?: readonly Token[];
  /** Ids of the sequence flows that were taken. */
  flowsTaken?: readonly string[];
  onElement?: (elementId: string, type: string) => void;
  height?: string;
}

const nothing: readonly never[] = [];

/** A process as it is drawn, with what happened on it. */
export function Diagram({ xml, label, tokens = nothing, flowsTaken = nothing, onElement, height = '440px' }: DiagramProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const open = useRef(onElement);
  const [loadedXml, setLoadedXml] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    open.current = onElement;
  });
  useEffect(() => {
    if (!place.current) return undefined;
    const created = new NavigatedViewer({ container: place.current });
    viewer.current = created;
    created.get<EventBus>('eventBus').on('element.click', ({ element }) => open.current?.(element.id, element.type));
    let live = true;
    created.importXML(xml).then(() => {
      if (!live) return;
      created.get<Canvas>('canvas').zoom('fit-viewport', 'auto');
      setLoadedXml(xml);
      setError(null);
    }, (refusal: unknown) => live && setError(refusal));
    return () => {
      live = false;
      created.destroy();
      viewer.current = null;
    };
  }, [xml]);
  useEffect(() => {
    const shown = viewer.current;
    if (!shown || loadedXml !== xml) return undefined;
    return showTokens({
      canvas: shown.get<Canvas>('canvas'), overlays: shown.get<Overlays>('overlays'), registry: shown.get<ElementRegistry>('elementRegistry'),
      tokens, flowsTaken, words: (state) => t(`token.${state}`),
    });
  }, [xml, loadedXml, tokens, flowsTaken, t]);
  const zoom = (step: number): void => {
    const canvas = viewer.current?.get<Canvas>('canvas');
    if (canvas) canvas.zoom(step === 0 ? 'fit-viewport' : canvas.zoom() * step, 'auto');
  };
  return (
    <div className="diagram" style={{ height }}>
      {error ? <ProblemNotice error={error} /> : null}
      <div ref={place} className="diagram-place" role="img" aria-label={label} data-testid="diagram" data-loaded={loadedXml === xml} />
      <div className="diagram-tools">
        <Button icon={<ZoomInOutlined />} aria-label={t('diagram.zoomIn')} onClick={() => zoom(1.25)} />
        <Button icon={<ZoomOutOutlined />} aria-label={t('diagram.zoomOut')} onClick={() => zoom(0.8)} />
        <Button icon={<AimOutlined />} aria-label={t('diagram.fit')} onClick={() => zoom(0)} />
      </div>
    </div>
  );
}
